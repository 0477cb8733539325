import * as v from 'valibot';
import { readDay, readTime } from '../../domain/time.ts';

/** Building blocks of form schemas. Every message is the code of a sentence; absent fields take their default. */

// PostgreSQL has no character 0, and no other control character says anything to a neighbour.
const clean = (typed: string) =>
	typed
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
		.replace(/\r\n?/g, '\n')
		.trim();
const typed = v.pipe(v.string('field.not_text'), v.transform(clean));

const fits = (most: number) => v.maxLength<string, number, 'field.too_long'>(most, 'field.too_long');

/** A line that must be there. */
export const line = (most: number) =>
	v.pipe(
		v.optional(typed, ''),
		v.transform((text) => text.replace(/\s*\n\s*/g, ' ')),
		v.minLength(1, 'field.required'),
		fits(most),
	);

/** A line or several that may be missing. */
export const text = (most: number) => v.pipe(v.optional(typed, ''), fits(most));

/** What must be there and is kept as typed: a password. */
export const secretText = (least: number, most: number) =>
	v.pipe(
		v.optional(v.string('field.not_text'), ''),
		v.check((it) => it === '' || it.length >= least, 'field.too_short'),
		fits(most),
	);

const digits = v.pipe(
	typed,
	v.transform((it) => it.normalize('NFKC')),
	v.regex(/^\d{1,9}$/, 'field.not_a_number'),
	v.transform(Number),
);

/** A whole number; absent or empty: the default. */
export const whole = <D extends number | null>(least: number, most: number, otherwise: D) =>
	v.pipe(
		v.optional(
			v.union(
				[
					v.pipe(
						v.literal(''),
						v.transform(() => otherwise),
					),
					digits,
				],
				'field.not_a_number',
			),
			'',
		),
		v.check(
			(it) => it === otherwise || (typeof it === 'number' && it >= least && it <= most),
			'field.out_of_range',
		),
	);

/** One of the words; absent or empty: the default. */
export const choice = <const O extends readonly string[], D extends O[number] | null>(
	options: O,
	otherwise: D,
) =>
	v.optional(
		v.union(
			[
				v.pipe(
					v.literal(''),
					v.transform(() => otherwise),
				),
				v.picklist(options),
			],
			'field.unknown_choice',
		),
		'',
	);

/** One of the words, which must be said. */
export const said = <const O extends readonly string[]>(options: O) =>
	v.pipe(
		v.optional(v.string('field.not_text'), ''),
		v.minLength(1, 'field.required'),
		v.picklist(options, 'field.unknown_choice'),
	);

/** `yes` | `no`; absent: the default. */
export const yesNo = <D extends boolean | null>(otherwise: D) =>
	v.pipe(
		choice(['yes', 'no'], null),
		v.transform((it): boolean | D => (it === null ? otherwise : it === 'yes')),
	);

/** `YYYY-MM-DD`, or null. */
export const day = v.pipe(
	v.optional(typed, ''),
	v.check((it) => it === '' || readDay(it) !== null, 'field.not_a_day'),
	v.transform((it) => (it === '' ? null : it)),
);

/** A time in the zone, or with its own offset; or null. */
export const time = (zone: string) =>
	v.pipe(
		v.optional(typed, ''),
		v.check((it) => it === '' || readTime(it, zone) !== null, 'field.not_a_time'),
		v.transform((it) => (it === '' ? null : readTime(it, zone))),
	);

/** An id that must be there. */
export const id = v.pipe(v.optional(typed, ''), v.minLength(1, 'field.required'), v.uuid('field.not_an_id'));

/** An id, or null. */
export const optionalId = v.pipe(
	v.optional(typed, ''),
	v.check((it) => it === '' || v.is(v.pipe(v.string(), v.uuid()), it), 'field.not_an_id'),
	v.transform((it) => (it === '' ? null : it)),
);

/** Is this a UUID? Ids in addresses are checked before they reach the database. */
export function isId(text: string): boolean {
	return v.is(v.pipe(v.string(), v.uuid()), text);
}
