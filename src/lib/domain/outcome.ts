/** What a use case answers: a value, or a code that is also the key of the sentence shown. Anything else throws. */
export type Outcome<T, C extends string> = { ok: true; value: T } | Refusal<C>;

export type Refusal<C extends string> = {
	ok: false;
	code: C;
	/** The form field to which the sentence belongs, where there is one. */
	field?: string;
	/** Numbers and words that the sentence names: what is left, until when. */
	detail?: Record<string, string | number>;
};

export function done<T>(value: T): { ok: true; value: T } {
	return { ok: true, value };
}

export function refused<C extends string>(
	code: C,
	more: { field?: string; detail?: Record<string, string | number> } = {},
): Refusal<C> {
	return { ok: false, code, ...more };
}
