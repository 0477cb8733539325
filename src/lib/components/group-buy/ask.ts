/**
 * A form in a few words: the server says which fields there are and what stands on the button, one component draws it.
 * So a page with thirty forms carries no thirty forms in its scripts.
 */
export type AskField = {
	name: string;
	label: string;
	hint?: string;
	value?: string;
	optional?: boolean;
} & (
	| { kind: 'line' | 'money' | 'whole' | 'time'; placeholder?: string; unit?: string }
	| { kind: 'text'; placeholder?: string; rows?: number }
	| { kind: 'choice'; placeholder?: never; options: readonly { value: string; label: string }[] }
	| { kind: 'check' | 'photo'; placeholder?: never }
);

export type Ask = {
	action: string;
	/** Another page's action: its address. */
	to?: string;
	/** Tells forms of the same action apart. */
	of?: string;
	button: string;
	tone?: 'main' | 'quiet' | 'danger' | 'small';
	hint?: string;
	hidden?: Readonly<Record<string, string>>;
	fields?: readonly AskField[];
	/** A second button: sends `do` with this value. */
	second?: { value: string; label: string };
	/** Stays on the page it was sent from. */
	stay?: boolean;
};

/** An ask folded away under a title, or several. */
export type Folded = { title: string; hint?: string; id?: string; open?: boolean; asks: readonly Ask[] };

/** Whether what was refused stands in one of these. */
export function isRefused(
	folds: readonly Folded[],
	refused: { values: Record<string, string> } | null | undefined,
): boolean {
	return folds.some(({ asks }) => asks.some(({ action, of = '' }) => action + of === refused?.values.form));
}
