import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { sends } from '../../../../tests/listings.ts';
import { aWholeLife } from '../../../../tests/whole-life.ts';
import { deleteAccount } from '../building/depart.ts';
import { exportBuilding } from '../building/export.ts';
import { wipeBuilding } from '../building/wipe.ts';
import { exportMine } from './export.ts';

const at = useDatabase();

/**
 * Every column that points at a person: what deleting an account makes of it. `gone`: no row of theirs is left.
 * `nobody`: the row stays and points at somebody without name, phone or door. A column made later fails the test below
 * until it is written here, in the whole life of tests/whole-life.ts, in `exportMine` and, unless it stays, in `eraseAccount`.
 */
const PEOPLE: Record<string, 'gone' | 'nobody'> = {
	'calls.by_id': 'nobody',
	'calls.resident_id': 'gone',
	'cares.buddy_id': 'gone',
	'cares.resident_id': 'gone',
	'comments.acted_by': 'nobody',
	'comments.written_by': 'gone',
	'corner_events.by_id': 'nobody',
	'corner_follows.resident_id': 'gone',
	'corners.created_by': 'nobody',
	'devices.resident_id': 'gone',
	'entry_codes.made_by': 'gone',
	'entry_codes.resident_id': 'gone',
	'group_buy_carries.keeper_id': 'nobody',
	'group_buy_comments.acted_by': 'gone',
	'group_buy_comments.written_by': 'gone',
	'group_buy_entries.resident_id': 'nobody',
	'group_buy_events.by_id': 'nobody',
	'group_buy_events.for_id': 'nobody',
	'group_buy_helpers.resident_id': 'gone',
	'group_buy_moves.by_id': 'nobody',
	'group_buy_order_lines.packed_by': 'nobody',
	'group_buy_orders.changed_by': 'nobody',
	'group_buy_orders.changed_for': 'nobody',
	'group_buy_orders.collected_by': 'nobody',
	'group_buy_orders.ordered_by': 'gone',
	'group_buy_orders.packed_by': 'nobody',
	'group_buy_payments.confirmed_by': 'nobody',
	'group_buy_payments.resident_id': 'nobody',
	'group_buy_payments.said_by': 'nobody',
	'group_buy_problems.said_by': 'nobody',
	'group_buy_problems.settled_by': 'nobody',
	'group_buy_sides.invited_by': 'nobody',
	'group_buy_sides.organiser_id': 'nobody',
	'group_buys.approved_by': 'nobody',
	'group_buys.changed_by': 'nobody',
	'group_buys.changed_for': 'gone',
	'group_buys.organiser_id': 'nobody',
	'handover_events.by_id': 'nobody',
	'handover_events.for_id': 'nobody',
	'handovers.carrier_id': 'nobody',
	'handovers.changed_by': 'nobody',
	'handovers.changed_for': 'nobody',
	'handovers.claimant_id': 'nobody',
	'knocks.by_id': 'nobody',
	'letters.resident_id': 'gone',
	'listing_events.by_id': 'nobody',
	'listings.poster_id': 'nobody',
	'listings.written_by': 'nobody',
	'mail_addresses.resident_id': 'gone',
	'movements.by_id': 'nobody',
	'movements.for_id': 'nobody',
	'notifications.resident_id': 'gone',
	'passkey_challenges.resident_id': 'gone',
	'passkeys.resident_id': 'gone',
	'photos.taken_by': 'gone',
	'reports.about_id': 'nobody',
	'reports.reported_by': 'nobody',
	'reports.settled_by': 'nobody',
	'sessions.acting_for': 'gone',
	'sessions.resident_id': 'gone',
	'shelf_items.counted_by': 'nobody',
	'shelf_wishes.acted_by': 'nobody',
	'shelf_wishes.wished_by': 'nobody',
	// Without a foreign key, because the building does not know its people.
	'building_events.about_id': 'nobody',
	'building_events.by_id': 'nobody',
	'residents.added_by': 'gone',
	'residents.confirmed_by': 'nobody',
	'webhooks.set_by': 'nobody',
};

/** Other columns that hold an id without a foreign key. None of them is a person. */
const THINGS = [
	'buildings.id',
	'corners.photo_id',
	'deliveries.device_id',
	'group_buy_entries.group_buy_id',
	'group_buy_lines.photo_id',
	'group_buy_problems.photo_id',
	'group_buys.copied_from',
	'group_buys.payment_photo_id',
	'building_events.listing_id',
	'handovers.left_photo_id',
	'handovers.split_from',
	'listings.cover_photo_id',
	'photos.corner_id',
	'photos.group_buy_id',
	'photos.handover_id',
	'photos.listing_id',
	'photos.shelf_item_id',
	'requests.key',
	'residents.building_id',
	'shelf_items.photo_id',
];

/** Tables that hang on no building: nothing in them is anybody's, or it ends by itself within days. */
const OF_NO_BUILDING = ['communities', 'limits', 'requests', 'settings'];

/** Lists that only ever grow. What was written there as a reason stays, of nobody. */
const TRAILS = ['building_events', 'group_buy_events', 'handover_events', 'listing_events', 'movements'];

type Link = { child: string; field: string; parent: string };
const links = () => at.sql<Link[]>`
	select c.conrelid::regclass::text as child, a.attname::text as field, c.confrelid::regclass::text as parent
	from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
	where c.contype = 'f' and c.connamespace = 'public'::regnamespace`;
const tables = async () =>
	(
		await at.sql<{ name: string }[]>`select table_name as name from information_schema.tables
			where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
	).map(({ name }) => name);
const rowsOf = async (column: string, id: string) => {
	const [table, field] = column.split('.');
	return (await at.sql.unsafe(`select from ${table} where ${field} = '${id}'`)).length;
};
/** Tables of which some row, written out, holds these words. */
async function holding(words: string): Promise<string[]> {
	const found: string[] = [];
	for (const table of await tables())
		if ((await at.sql.unsafe(`select from ${table} t where t::text like '%${words}%' limit 1`)).length > 0)
			found.push(table);
	return found;
}

describe('the schema', () => {
	it('has no column that points at a person of which nothing is said', async () => {
		const known = (await links())
			.filter(({ parent }) => parent === 'residents')
			.map(({ child, field }) => `${child}.${field}`);
		const loose = (
			await at.sql<{ name: string }[]>`select c.table_name || '.' || c.column_name as name
				from information_schema.columns c where c.table_schema = 'public' and c.udt_name = 'uuid' and c.column_name <> 'id'`
		)
			.map(({ name }) => name)
			.filter((name) => !THINGS.includes(name));
		const others = (await links())
			.filter(({ parent }) => parent !== 'residents')
			.map(({ child, field }) => `${child}.${field}`);
		const people = [...new Set([...known, ...loose.filter((name) => !others.includes(name))])];
		expect(people.sort()).toEqual(Object.keys(PEOPLE).sort());
	});

	it('has no table that hangs on no building, so that wiping one would leave it behind', async () => {
		const reached = new Set(['buildings']);
		const all = await links();
		for (let before = 0; before !== reached.size;) {
			before = reached.size;
			for (const { child, parent } of all) if (reached.has(parent)) reached.add(child);
		}
		const left = (await tables()).filter((name) => !reached.has(name) && !name.startsWith('__drizzle'));
		expect(left).toEqual(OF_NO_BUILDING);
	});
});

describe('a whole life', () => {
	it('is in every column that points at a person, and in what its owner takes out', async () => {
		const { me } = await aWholeLife(at.db, at.sql, '暗号');
		for (const column of Object.keys(PEOPLE))
			expect([column, (await rowsOf(column, me.id)) > 0]).toEqual([column, true]);
		const taken = await exportMine(at.db, me, new Date());
		const empty: string[] = [];
		const walk = (value: unknown, path: string) => {
			if (Array.isArray(value) && value.length === 0) empty.push(path);
			else if (value !== null && typeof value === 'object' && !(value instanceof Date))
				for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
		};
		const { roles: _, muted: __, follows: ___, ...self } = taken.me;
		const { posts, ...rest } = taken;
		walk({ ...rest, posts: posts.length > 0 ? 'some' : [], me: self }, 'mine');
		expect(empty).toEqual([]);
		expect(taken.me).toMatchObject({
			name: '暗号先生',
			phone: '暗号',
			mail: { address: '暗号@example.org' },
		});
		expect(taken.helping).toMatchObject({ looksInOn: 1, letIn: 1 });
		expect(JSON.stringify(taken)).not.toMatch(/password|Hash|endpoint|王奶奶|楼长/i);
	});

	it('is deleted: no name and no word of theirs is left but in the trails', async () => {
		const { me, family } = await aWholeLife(at.db, at.sql, '口令');
		expect((await deleteAccount(at.db, me, { successor: null }, sends(me))).ok).toBe(true);
		const left: Record<string, string> = {};
		for (const column of Object.keys(PEOPLE))
			left[column] = (await rowsOf(column, me.id)) > 0 ? 'nobody' : 'gone';
		expect(left).toEqual(PEOPLE);
		expect(await holding('口令先生')).toEqual([]);
		expect((await holding('口令')).filter((table) => !TRAILS.includes(table))).toEqual([]);
		// The household's order is its own, and somebody else lives there.
		const [order] =
			await at.sql`select state from group_buy_orders where household_id = ${family.householdId}`;
		expect(order).toEqual({ state: 'placed' });
	});

	it('goes with its building, whatever room it stood in, and is in what the building takes out', async () => {
		const { me, steward } = await aWholeLife(at.db, at.sql, '秘密');
		const taken = await exportBuilding(at.db, steward, new Date());
		expect(taken).toMatchObject({
			shelves: { corners: [{}], items: [{}], wishes: [{}] },
			groupBuys: { buys: [{}, {}], orders: [{ title: '土豆', quantity: 2 }] },
			webhooks: [{ kind: 'generic' }],
		});
		expect(JSON.stringify(taken)).not.toContain('https://');
		expect((await wipeBuilding(at.db, steward, steward.buildingName)).ok).toBe(true);
		for (const column of Object.keys(PEOPLE))
			expect([column, await rowsOf(column, me.id)]).toEqual([column, 0]);
	});
});
