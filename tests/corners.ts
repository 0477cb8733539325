import type { ShelfCategory } from '#lib/domain/corner.ts';
import type { Member } from '#lib/domain/member.ts';
import { createCorner, type CornerInput } from '#lib/server/corner/keep.ts';
import { leave, type LeaveInput } from '#lib/server/corner/leave.ts';
import { findCorner, type CornerRow } from '#lib/server/corner/queries.ts';
import { findItem, type ItemRow } from '#lib/server/corner/item-queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Sent } from '#lib/server/installation/once.ts';
import { MORNING, sends } from './listings.ts';
import { aBuilding, aNeighbour } from './people.ts';

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

/** A building with a shelf, its steward and two neighbours. */
export async function aShelf(db: Db, wish: Parameters<typeof aCorner>[2] = {}) {
	const building = await aBuilding(db);
	const steward = await aNeighbour(db, building, '1-101', { roles: ['steward'] });
	const li = await aNeighbour(db, building, '1-202');
	const wang = await aNeighbour(db, building, '2-303');
	return { building, steward, li, wang, corner: await aCorner(db, steward, wish) };
}

export const guest = (name: string = crypto.randomUUID()) => ({ guest: name });

/** A form that somebody without an account sends. */
export function asGuest(at: Date = MORNING, key: string = crypto.randomUUID()): Sent {
	return { actor: 'guest', key, fingerprint: 'the same body', at };
}

export const one = (item: string, quantity = 1, found: number | null = null) => ({ item, quantity, found });

/** Noodles to be left, unless something else is wished. */
export const noodles = (cornerId: string, more: Partial<LeaveInput> = {}): LeaveInput => ({
	cornerId,
	item: null,
	title: '面条',
	category: 'food',
	quantity: 2,
	unit: '把',
	bestBefore: null,
	photo: null,
	...more,
});
