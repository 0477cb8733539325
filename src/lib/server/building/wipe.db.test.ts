import { expect, it } from 'vitest';
import { aShelf, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import {
	anOpenBuy,
	billed,
	callNumber,
	orders,
	paidInHand,
	step,
	twoBuildings,
} from '../../../../tests/group-buys.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { findMemberById } from '../account/queries.ts';
import { paySide, paySupplier } from '../group-buy/advance.ts';
import { confirm } from '../group-buy/confirm.ts';
import { findDesk } from '../group-buy/desk.ts';
import { answerInvitation, invite } from '../group-buy/sides.ts';
import { findBuyView } from '../group-buy/view.ts';
import { claim } from '../listing/claim.ts';
import { wipeBuilding } from './wipe.ts';

const at = useDatabase();
const wipe = (by: Member) => wipeBuilding(at.db, { ...by, roles: ['steward', 'operator'] }, by.buildingName);

/** Bought together by two buildings, paid, shared out, settled: closed books of both. */
async function aSharedBuy() {
	const { db } = at;
	const people = await twoBuildings(db);
	const { steward, wang, zhao, chen } = people;
	const buy = await anOpenBuy(db, steward, {
		payment: '支付宝 13800000000',
		details: '团长电话 13800000000',
	});
	await invite(db, steward, { id: buy.id, name: '隔壁楼' }, sends(steward));
	const code = (await findDesk(db, steward, buy.id, MORNING))!.sides[1]!.link!.split('/').at(-1)!;
	expect((await answerInvitation(db, zhao, { code, yes: true }, sends(zhao))).ok).toBe(true);
	await orders(db, wang, buy, [2]);
	await orders(db, chen, buy, [3]);
	expect(await wipe(zhao)).toMatchObject({ code: 'people.shared_buys' });
	await billed(db, steward, buy.id);
	for (const by of [steward, zhao]) {
		const desk = (await findDesk(db, by, buy.id, MORNING))!;
		expect(
			(
				await paidInHand(
					db,
					by,
					buy.id,
					desk.orders.map(({ id }) => id),
				)
			).ok,
		).toBe(true);
	}
	const side = (await findDesk(db, zhao, buy.id, MORNING))!.sides.find((it) => it.own)!;
	const over = { id: buy.id, sideId: side.id, amountMinor: 3 * 1280, method: '', note: '赵四付的' };
	await paySide(db, zhao, over, sends(zhao));
	const said = (await findDesk(db, steward, buy.id, MORNING))!.payments.find((it) => it.state === 'said')!;
	await confirm(db, steward, { id: buy.id, payments: [said.id], orders: [], single: null }, sends(steward));
	await paySupplier(db, steward, { id: buy.id, amountMinor: 5 * 1280, note: '' }, sends(steward));
	await callNumber(db, steward, buy.id, 'call', { count: 5 });
	expect(await step(db, steward, buy.id, 'settle')).toMatchObject({ ok: true });
	return { ...people, id: buy.id };
}

/** The books as numbers: every movement's sum, and what each account of each side comes to. */
async function booksOf(id: string) {
	const moves =
		await at.sql`select kind, (select sum(amount_minor)::int from group_buy_entries where move_id = m.id) as sum
		from group_buy_moves m where group_buy_id = ${id} order by id`;
	const accounts = await at.sql`select account, side_id, sum(amount_minor)::int as sum from group_buy_entries
		where group_buy_id = ${id} group by account, side_id order by account, side_id`;
	const [menu] =
		await at.sql`select ordered, (select sum(quantity)::int from group_buy_order_lines where line_id = l.id) as lines,
		b.households, b.total_minor::int as total from group_buy_lines l join group_buys b on b.id = l.group_buy_id where b.id = ${id}`;
	return { moves, accounts, menu };
}

/** Everything that the group buy's tables still hold, as text. */
async function wordsOf(id: string): Promise<string> {
	let words = '';
	for (const table of ['orders', 'sides', 'events', 'payments', 'moves', 'comments'])
		words += JSON.stringify(
			await at.sql.unsafe(`select * from group_buy_${table} where group_buy_id = '${id}'`),
		);
	return words + JSON.stringify(await at.sql`select * from group_buys where id = ${id}`);
}

it('a building that bought with another is wiped: the books of both sides stay as numbers, of nobody', async () => {
	const { id, steward, wang, zhao, chen } = await aSharedBuy();
	const before = await booksOf(id);
	expect(before.moves.every(({ sum }) => sum === 0)).toBe(true);
	const theirs = new RegExp([zhao, chen].map((who) => `${who.id}|${who.householdId}`).join('|'));
	expect(await wordsOf(id)).toMatch(theirs);
	expect(await wipe(zhao)).toMatchObject({ ok: true });
	expect(await booksOf(id)).toEqual(before);
	const words = await wordsOf(id);
	expect(words).not.toMatch(theirs);
	expect(words).not.toMatch(/隔壁楼|赵四|陈七|"102"|"204"/);
	expect((await findBuyView(at.db, wang, id, MORNING))!.mine).toMatchObject({ balanceMinor: 0 });
	const desk = (await findDesk(at.db, steward, id, MORNING))!;
	expect(desk.open).toEqual([]);
	expect(desk.orders.map(({ door }) => door).sort()).toEqual([expect.stringMatching(/^#\d+$/), '1-302']);
});

it('the organiser’s own building is wiped: the group buy is the other’s from now on, with the same books', async () => {
	const { id, steward, wang, zhao, chen } = await aSharedBuy();
	const before = await booksOf(id);
	const theirs = new RegExp([steward, wang].map((who) => `${who.id}|${who.householdId}`).join('|'));
	const wrote = /佳成大厦|13800000000|老王菜场/;
	for (const written of [theirs, wrote]) expect(await wordsOf(id)).toMatch(written);
	expect(await wipe(steward)).toMatchObject({ ok: true });
	expect(await booksOf(id)).toEqual(before);
	const words = await wordsOf(id);
	for (const written of [theirs, wrote]) expect(words).not.toMatch(written);
	expect((await findBuyView(at.db, chen, id, MORNING))!.mine).toMatchObject({
		paidMinor: 3 * 1280,
		balanceMinor: 0,
	});
	expect((await findDesk(at.db, zhao, id, MORNING))!.orders).toHaveLength(2);
});

it('a household that ordered at another building’s desk is waited for, and then leaves only numbers', async () => {
	const { steward, zhao, chen } = await twoBuildings(at.db);
	const buy = await anOpenBuy(at.db, steward, { scope: 'community' });
	expect(await orders(at.db, chen, buy, [2])).toMatchObject({ ok: true });
	for (const by of [steward, zhao]) expect(await wipe(by)).toMatchObject({ code: 'people.shared_buys' });
	await billed(at.db, steward, buy.id);
	const desk = (await findDesk(at.db, steward, buy.id, MORNING))!;
	await paidInHand(
		at.db,
		steward,
		buy.id,
		desk.orders.map(({ id }) => id),
	);
	await paySupplier(at.db, steward, { id: buy.id, amountMinor: 2 * 1280, note: '' }, sends(steward));
	await callNumber(at.db, steward, buy.id, 'call', { count: 5 });
	expect(await step(at.db, steward, buy.id, 'settle')).toMatchObject({ ok: true });
	const before = await booksOf(buy.id);
	expect(await wipe(zhao)).toMatchObject({ ok: true });
	expect(await booksOf(buy.id)).toEqual(before);
	expect(await wordsOf(buy.id)).not.toMatch(chen.householdId);
});

it('what a neighbour of a wiped building only carried, counted or settled for others stays theirs, of nobody', async () => {
	const home = await aBuilding(at.db);
	const next = await aBuilding(at.db, { community: home.communityId, name: '隔壁楼' });
	const wang = await aNeighbour(at.db, home, '1-102', { roles: ['steward'] });
	const li = await aNeighbour(at.db, home, '1-103');
	const ma = await aNeighbour(at.db, next, '1-101', { roles: ['steward'], name: '马志愿' });
	const listing = await aListing(at.db, wang, { scope: 'community', quantity: 2, perHousehold: 2 });
	const got = await claim(at.db, li, { listingId: listing.id, quantity: 1, part: null }, sends(li));
	if (!got.ok) throw new Error(got.code);
	await at.sql`update handovers set carrier_id = ${ma.id}, changed_by = ${ma.id}, state = 'on_the_way' where id = ${got.value.id}`;
	const [row] =
		await at.sql`insert into reports (building_id, listing_id, reported_by, kind, reason, created_at, settled_at, settled_by, settled_with)
		values (${home.id}, ${listing.id}, ${li.id}, 'selling', 'x', now(), now(), ${ma.id}, 'nothing') returning id`;
	const told = JSON.stringify({ name: '马志愿', door: '1-101' });
	await at.sql`insert into notifications (resident_id, topic, code, detail, href, listing_id, created_at)
		values (${li.id}, 'building', 'handover.on_the_way', ${told}::text::jsonb, '/', ${listing.id}, now())`;
	const shelf = await aShelf(at.db);
	const rice = await onShelf(at.db, shelf.corner, shelf.li, { quantity: 5 });
	await at.sql`update shelf_items set counted_by = ${ma.id}, counted_at = now() where id = ${rice.id}`;
	expect(await wipe(ma)).toMatchObject({ ok: true });
	const [handover] =
		await at.sql`select state, carrier_id, changed_by from handovers where id = ${got.value.id}`;
	expect(handover).toEqual({ state: 'on_the_way', carrier_id: null, changed_by: null });
	const trail =
		await at.sql`select by_id from handover_events where handover_id = ${got.value.id} order by id`;
	expect(trail.map((it) => it.by_id)).toEqual([li.id, null]);
	expect(await at.sql`select settled_by from reports where id = ${row!.id}`).toEqual([{ settled_by: null }]);
	const [left] = await at.sql`select held from listings where id = ${listing.id}`;
	expect(left).toEqual({ held: 1 });
	const news =
		await at.sql`select detail from notifications where resident_id = ${li.id} and code = 'handover.on_the_way'`;
	expect(news.map((it) => it.detail as object)).toContainEqual({});
	expect(await findMemberById(at.db, li.id)).not.toBeNull();
	const [item] = await at.sql`select quantity, counted_by from shelf_items where id = ${rice.id}`;
	expect(item).toEqual({ quantity: 5, counted_by: null });
});
