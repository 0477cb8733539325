import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aShelf, noodles, one, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { count, remove, sweep } from './count.ts';
import { leave } from './leave.ts';
import { findItem } from './item-queries.ts';
import { movements } from './table.ts';
import { take, undo } from './take.ts';
import { wish, withdrawWish } from './wish.ts';

const database = useDatabase();
const on = { limits: true };
const stock = async (id: string) => (await findItem(database.db, id))!.quantity;

describe('taking', () => {
	it('is one tap, written down with who and when, and can be taken back for a minute', async () => {
		const { corner, li, wang } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		const taken = await take(database.db, corner, { member: wang }, one(rice.id, 2), sends(wang), on);
		expect(taken).toMatchObject({ ok: true, value: { quantity: 2 } });
		expect(await stock(rice.id)).toBe(3);
		const id = taken.ok ? taken.value.movement! : 0;
		const [row] = await database.db.select().from(movements).where(eq(movements.id, id));
		expect(row).toMatchObject({
			kind: 'taken',
			change: -2,
			after: 3,
			byId: wang.id,
			at: MORNING,
			guest: null,
		});
		const soon = new Date(MORNING.getTime() + 59_000);
		expect(await undo(database.db, corner, { member: li }, id, sends(li, soon))).toMatchObject({
			code: 'not_found',
		});
		expect(await undo(database.db, corner, { member: wang }, id, sends(wang, soon))).toMatchObject({
			ok: true,
		});
		expect(await stock(rice.id)).toBe(5);
		expect(await undo(database.db, corner, { member: wang }, id, sends(wang, soon))).toMatchObject({
			code: 'corner.undo_twice',
		});
	});

	it('after a minute is not taken back any more', async () => {
		const { corner, li } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		const taken = await take(database.db, corner, { member: li }, one(rice.id), sends(li), on);
		const id = taken.ok ? taken.value.movement! : 0;
		const late = new Date(MORNING.getTime() + 61_000);
		expect(await undo(database.db, corner, { member: li }, id, sends(li, late))).toMatchObject({
			code: 'corner.undo_late',
		});
		expect(await stock(rice.id)).toBe(4);
	});

	it('the same tap sent again is one take with one answer', async () => {
		const { corner, li, wang } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		const key = crypto.randomUUID();
		const answers = await Promise.all(
			database
				.connect(20)
				.map(({ db }) => take(db, corner, { member: wang }, one(rice.id), sends(wang, MORNING, key), on)),
		);
		for (const answer of answers) expect(answer).toEqual(answers[0]);
		expect(answers[0]).toMatchObject({ ok: true });
		expect(await stock(rice.id)).toBe(4);
	});

	it('who finds less than the shelf says has counted it', async () => {
		const { corner, li, wang } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		const taken = await take(database.db, corner, { member: wang }, one(rice.id, 3, 2), sends(wang), on);
		expect(taken).toMatchObject({ ok: true, value: { quantity: 2 } });
		const rows = await database.db
			.select()
			.from(movements)
			.where(eq(movements.itemId, rice.id))
			.orderBy(movements.id);
		expect(rows.map(({ kind, change, after }) => [kind, change, after])).toEqual([
			['left', 5, 5],
			['counted', -3, 2],
			['taken', -2, 0],
		]);
		expect(await findItem(database.db, rice.id)).toMatchObject({ countedBy: wang.id, countedAt: MORNING });
	});

	it('more than there is is refused with what is left, and asks for a count when nobody was just faster', async () => {
		const { corner, li, wang } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		const early = await take(database.db, corner, { member: wang }, one(rice.id, 6), sends(wang), on);
		expect(early).toMatchObject({ code: 'corner.not_enough', detail: { left: 5 } });
		expect((await findItem(database.db, rice.id))!.doubtedAt).toBeNull();
		const hour = later(MORNING, 1);
		await take(database.db, corner, { member: wang }, one(rice.id, 6), sends(wang, hour), on);
		expect((await findItem(database.db, rice.id))!.doubtedAt).toEqual(hour);
		await count(database.db, wang, { cornerId: corner.id, item: rice.id, quantity: 6 }, sends(wang, hour));
		expect(await findItem(database.db, rice.id)).toMatchObject({ doubtedAt: null, quantity: 6 });
	});

	it('200 people who reach for the last five at once, over separate connections, take exactly five', async () => {
		const { building, corner, li } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		const people: Member[] = [];
		const doors = Object.keys(building.households);
		for (let i = 0; i < 200; i++)
			people.push(await aNeighbour(database.db, building, doors[i % doors.length]!));
		const connections = database.connect(50);
		await Promise.all(connections.map(({ sql }) => sql`select 1`));
		const answers = await Promise.all(
			people.map((who, i) =>
				take(connections[i % 50]!.db, corner, { member: who }, one(rice.id), sends(who), on),
			),
		);
		expect(answers.filter((it) => it.ok)).toHaveLength(5);
		expect(answers.filter((it) => !it.ok && it.code === 'corner.not_enough')).toHaveLength(195);
		expect(await stock(rice.id)).toBe(0);
	}, 120_000);
});

describe('leaving', () => {
	it('the same again adds to it; another date stands beside it', async () => {
		const { corner, li, wang } = await aShelf(database.db);
		const first = await leave(database.db, li, noodles(corner.id), sends(li));
		const again = await leave(database.db, wang, noodles(corner.id, { quantity: 3 }), sends(wang));
		const item = first.ok ? first.value.item : '';
		expect(again).toMatchObject({ value: { item } });
		expect(await stock(item)).toBe(5);
		const known = await leave(
			database.db,
			li,
			noodles(corner.id, { item, title: '', bestBefore: '2026-12-31' }),
			sends(li),
		);
		expect(known.ok && known.value.item).not.toBe(item);
		expect(await findItem(database.db, known.ok ? known.value.item : '')).toMatchObject({
			title: '面条',
			quantity: 2,
		});
	});

	it('fulfils the wish that it meets', async () => {
		const { corner, li, wang } = await aShelf(database.db);
		const wished = await wish(database.db, wang, { cornerId: corner.id, title: '面条' }, sends(wang));
		expect(await wish(database.db, li, { cornerId: corner.id, title: '面条' }, sends(li))).toMatchObject({
			code: 'corner.wish_twice',
		});
		await leave(database.db, li, noodles(corner.id, { title: '手擀面条' }), sends(li));
		const [row] =
			await database.sql`select ended_at, fulfilled_by from shelf_wishes where id = ${wished.ok ? wished.value.id : ''}`;
		expect(row!.fulfilled_by).not.toBeNull();
		expect(await wish(database.db, li, { cornerId: corner.id, title: '面条' }, sends(li))).toMatchObject({
			ok: true,
		});
	});

	it('a wish is taken down by whoever wished it or a steward, by nobody else', async () => {
		const { corner, steward, li, wang } = await aShelf(database.db);
		const made = await wish(database.db, wang, { cornerId: corner.id, title: '油' }, sends(wang));
		const gone = { cornerId: corner.id, wish: made.ok ? made.value.id : '' };
		expect(await withdrawWish(database.db, li, gone, sends(li))).toMatchObject({ code: 'not_found' });
		expect(await withdrawWish(database.db, steward, gone, sends(steward))).toMatchObject({ ok: true });
	});
});

describe('a steward', () => {
	it('sweeps off everything past its date in one go, and nothing else', async () => {
		const { corner, steward, li } = await aShelf(database.db);
		const old = await onShelf(database.db, corner, li, { title: '牛奶', bestBefore: '2026-11-22' });
		const good = await onShelf(database.db, corner, li, { title: '盐', bestBefore: '2026-11-24' });
		const undated = await onShelf(database.db, corner, li);
		const later_ = later(MORNING, 48);
		expect(await sweep(database.db, li, corner.id, sends(li, later_))).toMatchObject({ code: 'not_found' });
		expect(await sweep(database.db, steward, corner.id, sends(steward, later_))).toMatchObject({
			value: { swept: 1 },
		});
		expect(await Promise.all([old.id, good.id, undated.id].map(stock))).toEqual([0, 5, 5]);
	});

	it('removes no more than there is; neighbours only count', async () => {
		const { corner, steward, li } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		const gone = { cornerId: corner.id, item: rice.id, quantity: 6, reason: '受潮了' };
		expect(await remove(database.db, li, gone, sends(li))).toMatchObject({ code: 'not_found' });
		expect(await remove(database.db, steward, gone, sends(steward))).toMatchObject({
			code: 'corner.not_enough',
		});
		expect(await remove(database.db, steward, { ...gone, quantity: 5 }, sends(steward))).toMatchObject({
			ok: true,
		});
		expect(await stock(rice.id)).toBe(0);
	});
});
