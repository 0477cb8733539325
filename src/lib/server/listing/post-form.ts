import * as v from 'valibot';
import {
	ALLOCATIONS,
	CATEGORIES,
	type Category,
	defaultPerHousehold,
	defaultUntil,
	DETAILS_LENGTH,
	DIRECTIONS,
	MAX_PARTS,
	MAX_QUANTITY,
	PLACES,
	PRESCRIPTIONS,
	REACHES,
	SCOPES,
	SHORT_LENGTH,
	TERMS,
	TITLE_LENGTH,
	UNIT_LENGTH,
} from '../../domain/listing.ts';
import { choice, day, line, said, text, time, whole, yesNo } from '../form/fields.ts';
import type { PostInput } from './post.ts';

/** A line that may be missing. */
const shortLine = (most: number) =>
	v.pipe(
		text(most),
		v.transform((it) => it.replace(/\s*\n\s*/g, ' ')),
	);

const part = v.object({
	title: line(TITLE_LENGTH),
	quantity: whole(1, MAX_QUANTITY, 1),
	unit: shortLine(UNIT_LENGTH),
});

const sum = (parts: { quantity: number }[]) => parts.reduce((all, it) => all + it.quantity, 0);

/** The fields of `/listings/new` as they arrive; times without an offset are of the building's zone. */
export const PostForm = (zone: string) =>
	v.object({
		direction: said(DIRECTIONS),
		category: said(CATEGORIES),
		title: line(TITLE_LENGTH),
		details: text(DETAILS_LENGTH),
		quantity: whole(1, MAX_QUANTITY, 1),
		unit: shortLine(UNIT_LENGTH),
		perHousehold: whole(1, MAX_QUANTITY, null),
		terms: choice(TERMS, 'give'),
		returnBy: day,
		swapFor: shortLine(SHORT_LENGTH),
		bestBefore: day,
		keepCold: yesNo(false),
		allergens: shortLine(SHORT_LENGTH),
		place: choice(PLACES, 'door'),
		until: time(zone),
		scope: choice(SCOPES, 'building'),
		allocation: choice(ALLOCATIONS, 'first_come'),
		drawAt: time(zone),
		neededBy: time(zone),
		reason: shortLine(SHORT_LENGTH),
		urgent: yesNo(false),
		anonymous: yesNo(null),
		reach: choice(REACHES, 'ring'),
		unopened: yesNo(null),
		prescription: choice(PRESCRIPTIONS, null),
		parts: v.optional(
			v.pipe(
				v.array(part, 'field.not_text'),
				v.maxLength(MAX_PARTS, 'field.out_of_range'),
				v.check((parts) => sum(parts) <= MAX_QUANTITY, 'field.out_of_range'),
			),
			[],
		),
		// Photos come as files; text in their place would otherwise be lost without a word.
		photos: v.optional(v.literal('', 'photo.not_a_picture'), ''),
	});

/** The post that is meant: what was left out gets its default, what belongs to another kind of post falls away. */
export function readPost(
	form: v.InferOutput<ReturnType<typeof PostForm>>,
	now: Date,
	usualUnit: (category: Category, inParts: boolean) => string = () => '',
): Omit<PostInput, 'photos'> {
	const { photos: _, ...typed } = form;
	const ask = typed.direction === 'ask';
	const medicine = typed.category === 'medicine';
	const quantity = typed.parts.length > 0 ? sum(typed.parts) : typed.quantity;
	return {
		...typed,
		quantity,
		unit: typed.unit || usualUnit(typed.category, typed.parts.length > 0),
		perHousehold: typed.perHousehold ?? defaultPerHousehold(typed.direction, quantity),
		until: typed.until ?? defaultUntil(typed.category, now),
		returnBy: typed.terms === 'lend' ? typed.returnBy : null,
		swapFor: typed.terms === 'swap' ? typed.swapFor : '',
		drawAt: typed.allocation === 'draw' ? typed.drawAt : null,
		neededBy: ask ? typed.neededBy : null,
		reason: ask ? typed.reason : '',
		urgent: ask && typed.urgent,
		anonymous: typed.anonymous ?? (ask && medicine),
		unopened: medicine ? typed.unopened : null,
		prescription: medicine ? typed.prescription : null,
	};
}
