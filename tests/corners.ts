import type { ShelfCategory } from '#lib/domain/corner.ts';
import type { Member } from '#lib/domain/member.ts';
import { createCorner, type CornerInput } from '#lib/server/corner/keep.ts';
import { leave } from '#lib/server/corner/leave.ts';
import { findCorner, type CornerRow } from '#lib/server/corner/queries.ts';
import { findItem, type ItemRow } from '#lib/server/corner/item-queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { MORNING, sends } from './listings.ts';

/** A shelf set up by that steward, as the taps on it want it: with its building's zone. */
export async function aCorner(
	db: Db,
	steward: Member,
	wish: Partial<CornerInput> & { at?: Date } = {},
): Promise<CornerRow & { zone: string }> {
	const { at = MORNING, ...said } = wish;
	const made = await createCorner(
		db,
		steward,
		{ place: '1 单元一楼', agreedBy: '物业', notHere: '', keeper: '', guests: false, photo: null, ...said },
		sends(steward, at),
	);
	if (!made.ok) throw new Error(`no corner: ${made.code}`);
	return { ...(await findCorner(db, made.value.id))!, zone: steward.zone };
}

/** Something left on it by that neighbour: five bags of rice, unless something else is wished. */
export async function onShelf(
	db: Db,
	corner: { id: string },
	by: Member,
	wish: { title?: string; category?: ShelfCategory; quantity?: number; bestBefore?: string; at?: Date } = {},
): Promise<ItemRow> {
	const { at = MORNING, bestBefore = null, ...said } = wish;
	const thing = { title: '大米', category: 'food' as const, quantity: 5, unit: '袋', ...said, bestBefore };
	const left = await leave(db, by, { cornerId: corner.id, item: null, photo: null, ...thing }, sends(by, at));
	if (!left.ok) throw new Error(`not left: ${left.code}`);
	return (await findItem(db, left.value.item))!;
}
