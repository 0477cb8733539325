import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { fail } from '@sveltejs/kit';
import { createHash, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { AGE_HEADER } from '../../domain/kept.ts';
import type { Refusal } from '../../domain/outcome.ts';
import type { Sent } from '../installation/once.ts';
import { notFound } from '../member.ts';
import type { ProblemCode } from '../problem.ts';
import { problemText } from '../problem.ts';
import { isId } from './fields.ts';

/** What a form shows again after a refusal: why, at which field, and everything that was typed. */
export type Problem = {
	code: ProblemCode;
	message: string;
	field?: string;
	detail?: Record<string, string | number>;
	values: Record<string, string>;
	/** A new idempotency key for the next try. */
	key: string;
};

type Failed = { ok: false; failure: ActionFailure<Problem> };
export type Form<T> =
	| { ok: true; value: T; sent: Sent; photos: File[]; values: Record<string, string>; for: string | null }
	| Failed;

const NEVER_ECHOED = /^(password|current|key|code)$/;

/**
 * Reads and checks a form: one value a field (the last), `parts.0.title` as nested lists, files of `photos` and `photo` apart.
 * Its `key` is required; the actor is whoever is signed in, else a guest.
 */
export async function readForm<S extends v.GenericSchema<unknown, unknown>>(
	event: Pick<RequestEvent, 'request' | 'locals' | 'url'>,
	schema: S,
): Promise<Form<v.InferOutput<S>>> {
	const data = await formData(event.request);
	if (!data) return { ok: false, failure: fail(400, problem('form.unreadable', {})) };
	const values: Record<string, string> = {};
	const photos: File[] = [];
	for (const [name, entry] of data)
		if (typeof entry === 'string') values[name] = entry;
		else if (entry.size > 0 || entry.name !== '') {
			if (name === 'photos' || name === 'photo') photos.push(entry);
			else return { ok: false, failure: fail(400, problem('field.not_text', values, { field: name })) };
		}
	const key = values.key ?? '';
	if (key === '') return { ok: false, failure: fail(400, problem('key.missing', values, { field: 'key' })) };
	if (!isId(key))
		return { ok: false, failure: fail(400, problem('field.not_an_id', values, { field: 'key' })) };
	const actingFor = values.for?.trim() || null;
	if (actingFor !== null && !isId(actingFor))
		return { ok: false, failure: fail(400, problem('field.not_an_id', values, { field: 'for' })) };
	const parsed = v.safeParse(schema, nested(values), { abortEarly: true });
	if (!parsed.success) {
		const issue = parsed.issues[0];
		const field = v.getDotPath(issue) ?? undefined;
		return {
			ok: false,
			failure: fail(400, problem(issue.message as ProblemCode, values, { field, detail: bounds(issue) })),
		};
	}
	const sent: Sent = {
		actor: event.locals.member?.id ?? 'guest',
		key: key.toLowerCase(),
		fingerprint: await fingerprint(event.url, values, photos),
		at: event.locals.now,
		age: readAge(event.request.headers.get(AGE_HEADER)),
	};
	return { ok: true, value: parsed.output, sent, photos, values, for: actingFor };
}

/** Elapsed on the sender's own clock, so that it may be wrong. Not among the fields: a repeat of the same form is older. */
function readAge(said: string | null): number | null {
	return said !== null && /^\d{1,12}$/.test(said) ? Number(said) : null;
}

/** A rule's refusal as the answer of an action: 409, or 400 where bad input is what it names a field for. What is not there is 404. */
export function refuse(
	form: { values: Record<string, string> },
	refusal: Refusal<ProblemCode>,
	status = 409,
): ActionFailure<Problem> {
	if (refusal.code === 'not_found') notFound();
	return fail(status, problem(refusal.code, form.values, refusal));
}

export function problem(
	code: ProblemCode,
	values: Record<string, string>,
	more: { field?: string | undefined; detail?: Record<string, string | number> | undefined } = {},
): Problem {
	const echoed = Object.fromEntries(Object.entries(values).filter(([name]) => !NEVER_ECHOED.test(name)));
	return {
		code,
		message: problemText(code, more.detail),
		...(more.field === undefined ? {} : { field: more.field }),
		...(more.detail === undefined ? {} : { detail: more.detail }),
		values: echoed,
		key: randomUUID(),
	};
}

/** The body as a form; null when it is none or was cut short. */
export async function formData(request: Request): Promise<FormData | null> {
	try {
		return await request.formData();
	} catch (error) {
		// A body cut short or made wrongly; one over the limit is an error of its own (413) and passes on.
		if (error instanceof TypeError) return null;
		throw error;
	}
}

type Nested = { [name: string]: string | Nested[] };

/** `parts.0.title` becomes `parts: [{ title }]`, in order of the numbers, gaps closed, rows without any text left out. */
function nested(values: Record<string, string>): Nested {
	const flat: Nested = {};
	const lists = new Map<string, Map<number, Nested>>();
	for (const [name, value] of Object.entries(values)) {
		const found = /^([a-zA-Z]+)\.(\d{1,3})\.([a-zA-Z]+)$/.exec(name);
		if (!found) {
			flat[name] = value;
			continue;
		}
		const rows = lists.get(found[1]!) ?? new Map<number, Nested>();
		lists.set(found[1]!, rows);
		const row = rows.get(Number(found[2])) ?? {};
		rows.set(Number(found[2]), row);
		row[found[3]!] = value;
	}
	for (const [name, rows] of lists)
		flat[name] = [...rows]
			.sort(([a], [b]) => a - b)
			.map(([, row]) => row)
			.filter((row) => Object.values(row).some((value) => typeof value === 'string' && value.trim() !== ''));
	return flat;
}

function bounds(issue: v.BaseIssue<unknown>): Record<string, string | number> | undefined {
	return typeof issue.requirement === 'number' ? { limit: issue.requirement } : undefined;
}

async function fingerprint(url: URL, values: Record<string, string>, photos: File[]): Promise<string> {
	const hash = createHash('sha256').update(url.pathname + url.search);
	for (const name of Object.keys(values).sort())
		if (name !== 'key') hash.update(`\0${name}\0${values[name]}`);
	for (const photo of photos) hash.update('\0photo\0').update(new Uint8Array(await photo.arrayBuffer()));
	return hash.digest('base64url');
}
