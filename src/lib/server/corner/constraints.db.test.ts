import { describe, expect, it } from 'vitest';
import { aShelf, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import type { Movement } from '../../domain/corner.ts';
import { findItem } from './item-queries.ts';

const database = useDatabase();
const stock = async (id: string) => (await findItem(database.db, id))!.quantity;

describe('whoever writes, also a hand in psql', () => {
	const refused = (run: PromiseLike<unknown>, constraint: string) =>
		expect(Promise.resolve(run)).rejects.toMatchObject({ constraint_name: constraint });

	it('cannot bring a count below zero, set it past its movements, or rewrite them', async () => {
		const { corner, li } = await aShelf(database.db);
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
		const { corner, li } = await aShelf(database.db);
		const rice = await onShelf(database.db, corner, li);
		await database.sql`insert into movements (item_id, kind, quantity, at, by_id, change, after) values (${rice.id}, 'taken', 1, now(), ${li.id}, 0, 500)`;
		expect(await stock(rice.id)).toBe(4);
	});
});
