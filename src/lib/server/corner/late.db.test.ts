import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aShelf, asGuest, guest, noodles, one, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import type { Member } from '../../domain/member.ts';
import { count } from './count.ts';
import { findItem } from './item-queries.ts';
import { leave } from './leave.ts';
import { movements } from './table.ts';
import { take } from './take.ts';
import { wish } from './wish.ts';

const database = useDatabase();
const on = { limits: true };
const HOUR = 3_600_000;
const noon = later(MORNING, 2);
/** Arrives at noon, and was done so many hours before. */
const late = (by: Member, hours: number) => ({ ...sends(by, noon), age: hours * HOUR });
const find = async (id: string) => (await findItem(database.db, id))!;
const trail = (item: string) =>
	database.db.select().from(movements).where(eq(movements.itemId, item)).orderBy(movements.id);

describe('what was done without a connection', () => {
	it('bears the time when it was done, not when it was sent', async () => {
		const { corner, li, wang } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		await take(database.db, corner, { member: wang }, one(rice.id), late(wang, 1), on);
		await count(database.db, wang, { cornerId: corner.id, item: rice.id, quantity: 3 }, late(wang, 0.5));
		const left = await leave(database.db, wang, noodles(corner.id), late(wang, 0.25));
		const rows = await trail(rice.id);
		expect(rows.slice(1).map(({ kind, at, madeAt, after }) => [kind, at, madeAt, after])).toEqual([
			['taken', noon, later(MORNING, 1), 4],
			['counted', noon, later(MORNING, 1.5), 3],
		]);
		expect(await find(rice.id)).toMatchObject({ countedAt: later(MORNING, 1.5), quantity: 3 });
		expect((await trail(left.ok ? left.value.item : ''))[0]).toMatchObject({ madeAt: later(MORNING, 1.75) });
	});

	it('was seen by a count made since, and changes nothing, also where nothing is left', async () => {
		const { corner, li, wang } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		await count(
			database.db,
			li,
			{ cornerId: corner.id, item: rice.id, quantity: 0 },
			sends(li, later(MORNING, 1.5)),
		);
		const taken = await take(database.db, corner, { member: wang }, one(rice.id, 2), late(wang, 1), on);
		expect(taken).toMatchObject({ ok: true });
		await leave(database.db, wang, noodles(corner.id, { item: rice.id, quantity: 3 }), late(wang, 1));
		expect((await trail(rice.id)).map(({ kind, change, after }) => [kind, change, after])).toEqual([
			['left', 5, 5],
			['counted', -5, 0],
			['taken', 0, 0],
			['left', 0, 0],
		]);
		// Done after that count, it counts.
		expect(
			await take(database.db, corner, { member: wang }, one(rice.id), late(wang, 0.25), on),
		).toMatchObject({
			code: 'corner.not_enough',
		});
		await leave(database.db, wang, noodles(corner.id, { item: rice.id, quantity: 3 }), late(wang, 0.25));
		expect((await find(rice.id)).quantity).toBe(3);
	});

	it('an old count overwrites nothing newer, and says so', async () => {
		const { corner, li, wang } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		await take(database.db, corner, { member: li }, one(rice.id, 2), sends(li, later(MORNING, 1.5)), on);
		const counted = { cornerId: corner.id, item: rice.id, quantity: 5 };
		expect(await count(database.db, wang, counted, late(wang, 1))).toMatchObject({
			code: 'corner.overtaken',
			detail: { title: '大米' },
		});
		await take(database.db, corner, { member: wang }, one(rice.id, 1, 1), late(wang, 1), on);
		expect((await find(rice.id)).quantity).toBe(2);
		expect(await count(database.db, wang, counted, late(wang, 0.25))).toMatchObject({ ok: true });
		expect((await find(rice.id)).quantity).toBe(5);
		await expect(
			Promise.resolve(
				database.sql`insert into movements (item_id, kind, quantity, at, made_at, by_id) values (${rice.id}, 'counted', 9, ${noon.toISOString()}, ${MORNING.toISOString()}, ${li.id})`,
			),
		).rejects.toMatchObject({ constraint_name: 'movement_count_not_overtaken' });
	});

	it('is believed within a day and never in the future; a count of yesterday holds no more', async () => {
		const { corner, li, wang } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		for (const hours of [25, -1])
			await take(database.db, corner, { member: wang }, one(rice.id), late(wang, hours), on);
		expect((await trail(rice.id)).map((row) => row.madeAt)).toEqual([null, null, null]);
		expect((await find(rice.id)).quantity).toBe(3);
		const counted = { cornerId: corner.id, item: rice.id, quantity: 5 };
		expect(await count(database.db, wang, counted, late(wang, 25))).toMatchObject({
			code: 'corner.counted_too_long_ago',
		});
		await expect(
			Promise.resolve(
				database.sql`insert into movements (item_id, kind, quantity, at, made_at, by_id) values (${rice.id}, 'taken', 1, ${noon.toISOString()}, ${later(noon, 1).toISOString()}, ${li.id})`,
			),
		).rejects.toMatchObject({ constraint_name: 'movement_made_within_a_day' });
	});

	it('gives guests no more than two an hour, whatever time they name', async () => {
		const { corner, li } = await aShelf(database.db, { guests: true });
		const rice = await onShelf(database.db, corner, li);
		const answers = [];
		for (let i = 0; i < 3; i++)
			answers.push(
				await take(
					database.db,
					corner,
					guest('a porter'),
					one(rice.id),
					{ ...asGuest(noon), age: 5 * HOUR },
					on,
				),
			);
		expect(answers.map((it) => it.ok)).toEqual([true, true, false]);
		expect((await trail(rice.id)).every((row) => row.madeAt === null)).toBe(true);
	});
});

it('whom a steward has suspended leaves, takes, counts and wishes nothing meanwhile', async () => {
	const { corner, li, wang } = await aShelf(database.db);
	const rice = await onShelf(database.db, corner, li);
	const out = { ...wang, suspendedUntil: later(MORNING, 24) };
	const refused = { code: 'people.suspended' };
	const counted = { cornerId: corner.id, item: rice.id, quantity: 1 };
	expect(await take(database.db, corner, { member: out }, one(rice.id), sends(wang), on)).toMatchObject(
		refused,
	);
	expect(await count(database.db, out, counted, sends(wang))).toMatchObject(refused);
	expect(await leave(database.db, out, noodles(corner.id), sends(wang))).toMatchObject(refused);
	expect(await wish(database.db, out, { cornerId: corner.id, title: '油' }, sends(wang))).toMatchObject(
		refused,
	);
	const over = { ...out, suspendedUntil: MORNING };
	expect(await take(database.db, corner, { member: over }, one(rice.id), sends(wang), on)).toMatchObject({
		ok: true,
	});
});
