import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aCorner, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { stockAfter, type Movement } from '../../domain/corner.ts';
import type { Member } from '../../domain/member.ts';
import { count, remove, sweep } from './count.ts';
import { closeCorner, replaceCode } from './keep.ts';
import { leave } from './leave.ts';
import { findCornerByCode } from './queries.ts';
import { findItem } from './item-queries.ts';
import { movements, shelfItems } from './table.ts';
import { take, undo } from './take.ts';
import { wish, withdrawWish } from './wish.ts';

const database = useDatabase();
const on = { limits: true };
const guest = (name: string = crypto.randomUUID()) => ({ guest: name });
const asGuest = (at = MORNING, key = crypto.randomUUID()) => ({
	actor: 'guest',
	key,
	fingerprint: 'the same body',
	at,
});

async function aShelf(wish: Parameters<typeof aCorner>[2] = {}) {
	const building = await aBuilding(database.db);
	const steward = await aNeighbour(database.db, building, '1-101', { roles: ['steward'] });
	const li = await aNeighbour(database.db, building, '1-202');
	const wang = await aNeighbour(database.db, building, '2-303');
	return { building, steward, li, wang, corner: await aCorner(database.db, steward, wish) };
}
const stock = async (id: string) => (await findItem(database.db, id))!.quantity;
const one = (item: string, quantity = 1, found: number | null = null) => ({ item, quantity, found });

describe('taking', () => {
	it('is one tap, written down with who and when, and can be taken back for a minute', async () => {
		const { corner, li, wang } = await aShelf();
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
		const { corner, li } = await aShelf();
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
		const { corner, li, wang } = await aShelf();
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
		const { corner, li, wang } = await aShelf();
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
		const { corner, li, wang } = await aShelf();
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
		const { building, corner, li } = await aShelf();
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

describe('guests', () => {
	it('take where the steward lets them, twice an hour and two at once, and nothing else is known of them', async () => {
		const { corner, li } = await aShelf({ guests: true });
		const rice = await onShelf(database.db, corner, li, { quantity: 9 });
		const take_ = (at: Date, quantity = 1, name = 'a courier') =>
			take(database.db, corner, guest(name), one(rice.id, quantity), asGuest(at), on);
		expect(await take_(MORNING, 3)).toMatchObject({ code: 'corner.guest_much' });
		expect(await take_(MORNING)).toMatchObject({ ok: true });
		expect(await take_(later(MORNING, 0.5))).toMatchObject({ ok: true });
		expect(await take_(later(MORNING, 0.9))).toMatchObject({
			code: 'corner.guest_often',
			detail: { minutes: 6 },
		});
		expect(await take_(later(MORNING, 0.9), 1, 'another')).toMatchObject({ ok: true });
		expect(await take_(later(MORNING, 1.01))).toMatchObject({ ok: true });
		const rows = await database.db.select().from(movements).where(eq(movements.itemId, rice.id));
		expect(rows.filter((row) => row.guest !== null).every((row) => row.byId === null)).toBe(true);
	});

	it('what they put back does not count against them', async () => {
		const { corner, li } = await aShelf({ guests: true });
		const rice = await onShelf(database.db, corner, li, { quantity: 9 });
		for (let i = 0; i < 3; i++) {
			const taken = await take(database.db, corner, guest('undecided'), one(rice.id), asGuest(), on);
			expect(taken).toMatchObject({ ok: true });
			const id = taken.ok ? taken.value.movement! : 0;
			expect(await undo(database.db, corner, guest('another'), id, asGuest())).toMatchObject({
				code: 'not_found',
			});
			expect(await undo(database.db, corner, guest('undecided'), id, asGuest())).toMatchObject({ ok: true });
		}
		expect(await stock(rice.id)).toBe(9);
	});

	it('over many phones at once with one name get no more than their two', async () => {
		const { corner, li } = await aShelf({ guests: true });
		const rice = await onShelf(database.db, corner, li, { quantity: 50 });
		const answers = await Promise.all(
			database.connect(20).map(({ db }) => take(db, corner, guest('a porter'), one(rice.id), asGuest(), on)),
		);
		expect(answers.filter((it) => it.ok)).toHaveLength(2);
	});

	it('elsewhere may only look, and never reach medicine', async () => {
		const closed = await aShelf();
		const rice = await onShelf(database.db, closed.corner, closed.li);
		expect(await take(database.db, closed.corner, guest(), one(rice.id), asGuest(), on)).toMatchObject({
			code: 'corner.guests_only_look',
		});
		const open = await aShelf({ guests: true, keeper: '陈医生' });
		const pills = await onShelf(database.db, open.corner, open.li, {
			title: '布洛芬',
			category: 'medicine',
			bestBefore: '2027-01-01',
		});
		expect(await take(database.db, open.corner, guest(), one(pills.id), asGuest(), on)).toMatchObject({
			code: 'corner.guests_only_look',
		});
	});

	it('who find nothing ask for a count instead of setting one', async () => {
		const { corner, li } = await aShelf({ guests: true });
		const rice = await onShelf(database.db, corner, li);
		expect(await take(database.db, corner, guest(), one(rice.id, 1, 0), asGuest(), on)).toMatchObject({
			ok: true,
			value: { quantity: 0, movement: null },
		});
		expect(await findItem(database.db, rice.id)).toMatchObject({ quantity: 5, doubtedAt: MORNING });
	});

	it('come in by the code on the poster until it is replaced or the shelf is gone', async () => {
		const { corner, steward, wang } = await aShelf({ guests: true });
		expect(await findCornerByCode(database.db, corner.code)).toMatchObject({ id: corner.id });
		expect(await replaceCode(database.db, wang, corner.id, sends(wang))).toMatchObject({ code: 'not_found' });
		await replaceCode(database.db, steward, corner.id, sends(steward));
		expect(await findCornerByCode(database.db, corner.code)).toBeNull();
		expect(await findCornerByCode(database.db, corner.shareCode)).toBeNull();
		await closeCorner(database.db, steward, corner.id, sends(steward));
		expect(await leave(database.db, wang, thing(corner.id), sends(wang))).toMatchObject({
			code: 'not_found',
		});
	});
});

const thing = (cornerId: string, more: object = {}) => ({
	cornerId,
	item: null,
	title: '面条',
	category: 'food' as const,
	quantity: 2,
	unit: '把',
	bestBefore: null,
	photo: null,
	...more,
});

describe('leaving', () => {
	it('the same again adds to it; another date stands beside it', async () => {
		const { corner, li, wang } = await aShelf();
		const first = await leave(database.db, li, thing(corner.id), sends(li));
		const again = await leave(database.db, wang, thing(corner.id, { quantity: 3 }), sends(wang));
		const item = first.ok ? first.value.item : '';
		expect(again).toMatchObject({ value: { item } });
		expect(await stock(item)).toBe(5);
		const known = await leave(
			database.db,
			li,
			thing(corner.id, { item, title: '', bestBefore: '2026-12-31' }),
			sends(li),
		);
		expect(known.ok && known.value.item).not.toBe(item);
		expect(await findItem(database.db, known.ok ? known.value.item : '')).toMatchObject({
			title: '面条',
			quantity: 2,
		});
	});

	it('fulfils the wish that it meets', async () => {
		const { corner, li, wang } = await aShelf();
		const wished = await wish(database.db, wang, { cornerId: corner.id, title: '面条' }, sends(wang));
		expect(await wish(database.db, li, { cornerId: corner.id, title: '面条' }, sends(li))).toMatchObject({
			code: 'corner.wish_twice',
		});
		await leave(database.db, li, thing(corner.id, { title: '手擀面条' }), sends(li));
		const [row] =
			await database.sql`select ended_at, fulfilled_by from shelf_wishes where id = ${wished.ok ? wished.value.id : ''}`;
		expect(row!.fulfilled_by).not.toBeNull();
		expect(await wish(database.db, li, { cornerId: corner.id, title: '面条' }, sends(li))).toMatchObject({
			ok: true,
		});
	});

	it('a wish is taken down by whoever wished it or a steward, by nobody else', async () => {
		const { corner, steward, li, wang } = await aShelf();
		const made = await wish(database.db, wang, { cornerId: corner.id, title: '油' }, sends(wang));
		const gone = { cornerId: corner.id, wish: made.ok ? made.value.id : '' };
		expect(await withdrawWish(database.db, li, gone, sends(li))).toMatchObject({ code: 'not_found' });
		expect(await withdrawWish(database.db, steward, gone, sends(steward))).toMatchObject({ ok: true });
	});
});

describe('a steward', () => {
	it('sweeps off everything past its date in one go, and nothing else', async () => {
		const { corner, steward, li } = await aShelf();
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
		const { corner, steward, li } = await aShelf();
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

describe('whoever writes, also a hand in psql', () => {
	const refused = (run: PromiseLike<unknown>, constraint: string) =>
		expect(Promise.resolve(run)).rejects.toMatchObject({ constraint_name: constraint });

	it('cannot bring a count below zero, set it past its movements, or rewrite them', async () => {
		const { corner, li } = await aShelf();
		const rice = await onShelf(database.db, corner, li);
		const { sql: psql } = database;
		const move = (kind: Movement, quantity: number) =>
			psql`insert into movements (item_id, kind, quantity, at, by_id) values (${rice.id}, ${kind}, ${quantity}, now(), ${li.id})`;
		await refused(move('taken', 6), 'shelf_never_below_zero');
		await refused(move('removed', 6), 'shelf_never_below_zero');
		await refused(move('left', 995), 'shelf_at_most_999');
		await refused(move('taken', 0), 'movement_quantity');
		await refused(move('counted', -1), 'shelf_never_below_zero');
		await refused(move('undone', 1), 'movement_undo_allowed');
		await refused(
			psql`update shelf_items set quantity = 9 where id = ${rice.id}`,
			'shelf_is_the_sum_of_movements',
		);
		await refused(
			psql`insert into shelf_items (corner_id, title, category, created_at, moved_at, quantity) values (${corner.id}, 'x', 'food', now(), now(), 3)`,
			'shelf_is_the_sum_of_movements',
		);
		await refused(psql`update movements set quantity = 1 where item_id = ${rice.id}`, 'trail_is_append_only');
		await refused(psql`delete from movements where item_id = ${rice.id}`, 'trail_is_append_only');
		await refused(psql`delete from shelf_items where id = ${rice.id}`, 'trail_is_append_only');
		await refused(
			psql`insert into movements (item_id, kind, quantity, at) values (${rice.id}, 'taken', 1, now())`,
			'movement_by_somebody',
		);
		await refused(
			psql`insert into movements (item_id, kind, quantity, at, guest) values (${rice.id}, 'left', 1, now(), 'x')`,
			'movement_guests_only_take',
		);
		expect(await stock(rice.id)).toBe(5);
	});

	it('a claimed change and stock are overwritten by what is true', async () => {
		const { corner, li } = await aShelf();
		const rice = await onShelf(database.db, corner, li);
		await database.sql`insert into movements (item_id, kind, quantity, at, by_id, change, after) values (${rice.id}, 'taken', 1, now(), ${li.id}, 0, 500)`;
		expect(await stock(rice.id)).toBe(4);
	});
});

describe('any history', () => {
	it('of 10,000 movements over eight connections is the model’s, movement by movement, and never below zero', async () => {
		const { corner, steward, li } = await aShelf({ guests: true });
		const items = await Promise.all(
			['米', '油', '盐', '面'].map((title) => onShelf(database.db, corner, li, { title, quantity: 20 })),
		);
		let seed = 20261122;
		const random = (below: number) => {
			seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
			return Math.floor((seed / 2 ** 32) * below);
		};
		const recent: number[] = [];
		const act = async (db: typeof database.db): Promise<void> => {
			const item = items[random(items.length)]!;
			const quantity = 1 + random(6);
			const kind = random(20);
			const input = { cornerId: corner.id, item: item.id, quantity };
			if (kind < 9) {
				const hand = random(3) === 0 ? guest() : { member: li };
				const found = random(12) === 0 ? random(4) : null;
				const sent = 'guest' in hand ? asGuest() : sends(li);
				const done = await take(db, corner, hand, one(item.id, Math.min(2, quantity), found), sent, {
					limits: false,
				});
				if (done.ok && done.value.movement !== null && !('guest' in hand)) recent.push(done.value.movement);
			} else if (kind < 15) await leave(db, li, thing(corner.id, { item: item.id, quantity }), sends(li));
			else if (kind < 17) await count(db, li, { ...input, quantity: random(30) }, sends(li));
			else if (kind < 18) await remove(db, steward, { ...input, reason: '' }, sends(steward));
			else {
				const id = recent.splice(random(recent.length), 1)[0];
				if (id !== undefined) await undo(db, corner, { member: li }, id, sends(li));
			}
		};
		const written = async () =>
			(
				await database.sql`select count(*)::int as n from movements where item_id = any(${items.map((it) => it.id)}::uuid[])`
			)[0]!.n as number;
		const connections = database.connect(8);
		while ((await written()) < 10_000)
			await Promise.all(
				connections.map(async ({ db }) => {
					for (let i = 0; i < 60; i++) await act(db);
				}),
			);
		expect(await written()).toBeGreaterThanOrEqual(10_000);
		for (const item of items) {
			const rows = await database.db
				.select({
					kind: movements.kind,
					quantity: movements.quantity,
					change: movements.change,
					after: movements.after,
					undone: sql<number | null>`(select u.change from movements u where u.id = movements.undoes)`,
				})
				.from(movements)
				.where(eq(movements.itemId, item.id))
				.orderBy(movements.id);
			let stood = 0;
			for (const row of rows) {
				expect(stockAfter(stood, row.kind, row.kind === 'undone' ? row.undone! : row.quantity)).toBe(
					row.after,
				);
				stood = row.after;
			}
			const [now] = await database.db.select().from(shelfItems).where(eq(shelfItems.id, item.id));
			expect(now!.quantity).toBe(stood);
		}
	}, 300_000);
});
