import * as v from 'valibot';
import {
	AGREED_LENGTH,
	KEEPER_LENGTH,
	MOST_ON_SHELF,
	NOT_HERE_LENGTH,
	PLACE_LENGTH,
	SHELF_CATEGORIES,
} from '../../domain/corner.ts';
import { SHORT_LENGTH, TITLE_LENGTH, UNIT_LENGTH } from '../../domain/listing.ts';
import { choice, day, id, line, optionalId, text, whole, yesNo } from '../form/fields.ts';

const shortLine = (most: number) =>
	v.pipe(
		text(most),
		v.transform((it) => it.replace(/\s*\n\s*/g, ' ')),
	);
// Photos come as files; text in their place would otherwise be lost without a word.
const photo = v.optional(v.literal('', 'photo.not_a_picture'), '');

export const TakeForm = v.object({
	item: id,
	quantity: whole(1, MOST_ON_SHELF, 1),
	found: whole(0, MOST_ON_SHELF, null),
});
export const UndoForm = v.object({ movement: whole(1, 999_999_999, 0) });
export const CountForm = v.object({
	item: id,
	quantity: v.pipe(
		whole(0, MOST_ON_SHELF, null),
		v.check((it) => it !== null, 'field.required'),
		v.transform((it) => it ?? 0),
	),
});
export const RemoveForm = v.object({
	item: id,
	quantity: whole(1, MOST_ON_SHELF, 1),
	reason: shortLine(SHORT_LENGTH),
});
/** Something new names itself; something known is named by its item. */
export const LeaveForm = v.pipe(
	v.object({
		item: optionalId,
		title: shortLine(TITLE_LENGTH),
		category: choice(SHELF_CATEGORIES, 'food'),
		quantity: whole(1, MOST_ON_SHELF, 1),
		unit: shortLine(UNIT_LENGTH),
		bestBefore: day,
		photo,
	}),
	v.forward(
		v.partialCheck(
			[['item'], ['title']],
			({ item, title }) => item !== null || title !== '',
			'field.required',
		),
		['title'],
	),
);
export const WishForm = v.object({ title: line(TITLE_LENGTH) });
export const WithdrawForm = v.object({ wish: id });
export const FollowForm = v.object({ on: yesNo(true) });
export const PlainForm = v.object({});
export const CornerForm = v.object({
	place: line(PLACE_LENGTH),
	agreedBy: shortLine(AGREED_LENGTH),
	notHere: shortLine(NOT_HERE_LENGTH),
	keeper: shortLine(KEEPER_LENGTH),
	guests: yesNo(false),
	photo,
});
