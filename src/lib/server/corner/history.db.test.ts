import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aShelf, asGuest, guest, noodles, one, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { isOvertaken, isSeen, stockAfter } from '../../domain/corner.ts';
import { count, remove } from './count.ts';
import { leave } from './leave.ts';
import { movements, shelfItems } from './table.ts';
import { take, undo } from './take.ts';

const database = useDatabase();

describe('any history', () => {
	it('of 10,000 movements over eight connections is the model’s, movement by movement, and never below zero', async () => {
		const { corner, steward, li } = await aShelf(database.db, { guests: true });
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
			// Some of it was done without a connection, up to two hours ago.
			const at = later(MORNING, random(7200) / 3600);
			const sent = { ...sends(li, at), age: random(3) === 0 ? random(7_200_000) : null };
			const input = { cornerId: corner.id, item: item.id, quantity };
			if (kind < 9) {
				const hand = random(3) === 0 ? guest() : { member: li };
				const found = random(12) === 0 ? random(4) : null;
				const form = 'guest' in hand ? asGuest(at) : sent;
				const done = await take(db, corner, hand, one(item.id, Math.min(2, quantity), found), form, {
					limits: false,
				});
				if (done.ok && done.value.movement !== null && !('guest' in hand)) recent.push(done.value.movement);
			} else if (kind < 15) await leave(db, li, noodles(corner.id, { item: item.id, quantity }), sent);
			else if (kind < 17) await count(db, li, { ...input, quantity: random(30) }, sent);
			else if (kind < 18) await remove(db, steward, { ...input, reason: '' }, sends(steward, at));
			else {
				const id = recent.splice(random(recent.length), 1)[0];
				if (id !== undefined) await undo(db, corner, { member: li }, id, sends(li, at));
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
					at: movements.at,
					madeAt: movements.madeAt,
					undone: sql<number | null>`(select u.change from movements u where u.id = movements.undoes)`,
				})
				.from(movements)
				.where(eq(movements.itemId, item.id))
				.orderBy(movements.id);
			let stood = 0;
			let movedAt = MORNING;
			let countedAt: Date | null = null;
			let seen = 0;
			for (const row of rows) {
				const late = (row.kind === 'left' || row.kind === 'taken') && isSeen(row.madeAt, countedAt);
				const quantity = row.kind === 'undone' ? row.undone! : row.quantity;
				expect(late ? stood : stockAfter(stood, row.kind, quantity)).toBe(row.after);
				if (row.kind === 'counted') {
					expect(isOvertaken(row.madeAt, movedAt)).toBe(false);
					countedAt = row.madeAt ?? row.at;
				}
				if (late) seen++;
				const made = row.madeAt ?? row.at;
				movedAt = row.madeAt === null || made > movedAt ? made : movedAt;
				stood = row.after;
			}
			expect(seen).toBeGreaterThan(20);
			const [now] = await database.db.select().from(shelfItems).where(eq(shelfItems.id, item.id));
			expect(now!.quantity).toBe(stood);
		}
	}, 300_000);
});
