import { describe, expect, test, beforeAll } from 'vitest';
import { STATES } from '#lib/domain/handover.ts';
import { ALLOCATIONS, CATEGORIES, DIRECTIONS, LISTING_STATUSES, SCOPES, TERMS } from '#lib/domain/listing.ts';
import { signIn } from '#lib/server/account/sign-in.ts';
import { listCalls } from '#lib/server/building/helping.ts';
import { findToday } from '#lib/server/building/today.ts';
import { settleDue } from '#lib/server/listing/due.ts';
import { useDatabase } from '../../../tests/database.ts';
import { fillDemonstration } from './fill.ts';
import type { Cast } from './move-in.ts';
import { NEWCOMERS, PASSWORD, TRY } from './people.ts';
import { PICTURES, type PictureName } from './pictures/album.ts';
import { storePicture } from './pictures/render.ts';
import type { Album } from './wish.ts';

const house = useDatabase();
// An hour at which quiet hours lie in the midst of the story.
const NOW = new Date('2026-03-21T22:40:00Z');
let cast: Cast;

async function listKinds(column: string, table: string): Promise<string[]> {
	const rows = await house.sql<
		{ kind: string }[]
	>`select distinct ${house.sql(column)} as kind from ${house.sql(table)}`;
	return rows.map(({ kind }) => kind).sort();
}

describe('the demonstration', () => {
	beforeAll(async () => {
		// One picture stands for all: drawing the others takes seconds and tells nothing about the story.
		const photo = await storePicture('milk');
		const album = Object.fromEntries(
			Object.keys(PICTURES).map((name) => [name as PictureName, photo]),
		) as Album;
		cast = await fillDemonstration(house.db, NOW, { album });
	});

	test.each([
		['direction', DIRECTIONS],
		['category', CATEGORIES],
		['terms', TERMS],
		['allocation', ALLOCATIONS],
		['scope', SCOPES],
		['status', LISTING_STATUSES],
	])('there are posts of every %s', async (column, all) => {
		expect(await listKinds(column, 'listings')).toEqual([...all].sort());
	});

	test('there are handovers in every state', async () => {
		expect(await listKinds('state', 'handovers')).toEqual([...STATES].sort());
	});

	test('there is a group buy to order from, one at its pickup and one that was settled, and their books are even', async () => {
		expect(await listKinds('state', 'group_buys')).toEqual(['open', 'pickup', 'settled']);
		const books = await house.sql`
			select sum(amount_minor)::int as sum from group_buy_entries group by group_buy_id`;
		expect(books.map(({ sum }) => sum)).toEqual([0, 0]);
	});

	test('there is a draw to come and one that was held, something left by the system as received, given by hand, lent outside, reported, in parts', async () => {
		const [seen] = await house.sql`select
			(select count(*) > 0 from listings where allocation = 'draw' and drawn_at is null and status = 'open') as "drawToCome",
			(select count(*) > 0 from listings where drawn_at is not null and status = 'open') as "drawHeld",
			(select count(*) > 0 from handover_events where from_state = 'left' and to_state = 'received' and by_id is null) as unsigned,
			(select count(*) > 0 from handover_events where for_id is not null) as "forSomebody",
			(select count(*) > 0 from handovers where claimant_id is null and outside_name is null) as "byHand",
			(select count(*) > 0 from handovers where outside_name is not null) as outside,
			(select count(*) > 0 from handovers where thanked_at is not null) as thanks,
			(select count(*) > 0 from reports where settled_at is null) as reported,
			(select count(*) > 3 from listing_parts) as parts,
			(select count(*) > 5 from comments) as comments`;
		expect(Object.entries(seen!).filter(([, is]) => is !== true)).toEqual([]);
	});

	test('the love corner has things of every kind, guests’ takes, wishes, something past its date and something that ran out', async () => {
		const [seen] = await house.sql`select
			(select count(distinct category) = 3 from shelf_items where quantity > 0) as kinds,
			(select count(*) > 0 from movements where guest is not null) as guests,
			(select count(*) > 1 from shelf_wishes where ended_at is null) as wishes,
			(select count(*) > 0 from shelf_wishes where fulfilled_by is not null) as fulfilled,
			(select count(*) > 0 from shelf_items where quantity > 0 and best_before < ${NOW.toISOString().slice(0, 10)}) as past,
			(select count(*) > 0 from shelf_items where quantity = 0) as "ranOut",
			(select count(*) > 5 from shelf_items where photo_id is not null) as pictures,
			(select count(*) > 0 from movements where handover_id is not null) as handed`;
		expect(Object.entries(seen!).filter(([, is]) => is !== true)).toEqual([]);
	});

	test('somebody without a phone and somebody who lives alone are on the call list, called, and heard from in time', async () => {
		const [wu, he, ...others] = await listCalls(house.db, cast.zhou.buildingId);
		expect(others).toEqual([]);
		expect(wu).toMatchObject({ name: '吴桂芳', phoneless: true, outcome: 'agreed' });
		expect(he).toMatchObject({ name: '何建国', phoneless: false, outcome: 'later' });
		expect((await findToday(house.db, cast.zhou, NOW)).unheard).toEqual([]);
	});

	test('people speak Chinese and English, and one building has 24 doors', async () => {
		expect(await listKinds('locale', 'residents')).toEqual(expect.arrayContaining(['en', 'zh-CN']));
		const [doors] =
			await house.sql`select count(*)::int as many from households h join buildings b on b.id = h.building_id where b.name = '佳成大厦'`;
		expect(doors!.many).toBe(24);
		const [waiting] = await house.sql`select count(*)::int as many from residents where status = 'waiting'`;
		expect(waiting!.many).toBe(NEWCOMERS.length);
	});

	test.each(TRY)('$key can sign in', async ({ key }) => {
		expect(await signIn(house.db, { login: key, password: PASSWORD })).toMatchObject({ ok: true });
	});

	test('nothing is left for the clock to catch up with', async () => {
		expect(await settleDue(house.db, NOW)).toBe(0);
	});
});
