import { expect, it } from 'vitest';
import { aCorner, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { anOpenBuy, orders, step } from '../../../../tests/group-buys.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { deleteAccount, removeNeighbour } from '../building/depart.ts';
import { wipeBuilding } from '../building/wipe.ts';
import { closeCorner } from '../corner/keep.ts';
import { findHistory } from '../corner/history.ts';
import { findCorner } from '../corner/queries.ts';
import { take } from '../corner/take.ts';
import { wish, withdrawWish } from '../corner/wish.ts';
import { findDesk } from '../group-buy/desk.ts';
import { answerInvitation, invite } from '../group-buy/sides.ts';
import { commentOnBuy } from '../group-buy/talk.ts';
import { findBuyView } from '../group-buy/view.ts';
import { forget } from './housekeeping.ts';

const at = useDatabase();
const IN_TIME = later(MORNING, 24 * 89);
const TOO_OLD = later(MORNING, 24 * 92);

async function aHouse() {
	const building = await aBuilding(at.db);
	const steward = await aNeighbour(at.db, building, '1-101', {
		roles: ['operator', 'steward'],
		name: '彭楼长',
	});
	const wang = await aNeighbour(at.db, building, '1-102', { name: '王姐' });
	return { building, steward, wang };
}

const many = async (query: PromiseLike<{ length: number }>) => (await query).length;

it('a group buy long over keeps what was ordered, and loses names, words and pictures', async () => {
	const { steward, wang } = await aHouse();
	const buy = await anOpenBuy(at.db, steward, { details: '问王姐', payment: '6222' });
	const open = await anOpenBuy(at.db, steward, { details: '还在', at: IN_TIME });
	await orders(at.db, wang, buy, [2]);
	await commentOnBuy(at.db, wang, { id: buy.id, text: '谢谢团长' }, sends(wang));
	await at.sql`insert into photos (group_buy_id, width, height, small, large, taken_by, created_at) values (${buy.id}, 1, 1, 'x', 'x', ${steward.id}, now())`;
	expect((await step(at.db, steward, buy.id, 'cancel', MORNING, { reason: '没菜' })).ok).toBe(true);
	const look = async () => {
		const [row] = await at.sql`select details, payment from group_buys where id = ${buy.id}`;
		const [order] =
			await at.sql`select ordered_by, household_id from group_buy_orders where group_buy_id = ${buy.id}`;
		const talk = await many(at.sql`select from group_buy_comments where group_buy_id = ${buy.id}`);
		const seen = (await findBuyView(at.db, wang, buy.id, TOO_OLD))!;
		const pictures = await many(at.sql`select from photos where group_buy_id = ${buy.id}`);
		return { ...row, order, talk, organiser: seen.organiser?.name, pictures };
	};
	const before = await look();
	expect(before).toMatchObject({ talk: 1, organiser: '彭楼长', order: { ordered_by: wang.id }, pictures: 1 });
	await forget(at.db, IN_TIME);
	expect(await look()).toEqual(before);
	await forget(at.db, TOO_OLD);
	expect(await look()).toEqual({
		details: '',
		payment: '',
		order: { ordered_by: null, household_id: wang.householdId },
		talk: 0,
		organiser: undefined,
		pictures: 0,
	});
	const [other] = await at.sql`select details, forgotten_at from group_buys where id = ${open.id}`;
	expect(other).toEqual({ details: '还在', forgotten_at: null });
});

it('what has long been gone from a shelf loses its picture, a wish its owner, a closed corner its names', async () => {
	const { steward, wang } = await aHouse();
	const corner = await aCorner(at.db, steward, { keeper: '王姐' });
	const gone = await onShelf(at.db, corner, wang, { quantity: 1 });
	const here = await onShelf(at.db, corner, wang, { title: '油' });
	for (const { id } of [gone, here]) {
		const [photo] = await at.sql<
			{ id: string }[]
		>`insert into photos (shelf_item_id, width, height, small, large, taken_by, created_at) values (${id}, 1, 1, 'x', 'x', ${wang.id}, now()) returning id`;
		await at.sql`update shelf_items set photo_id = ${photo!.id} where id = ${id}`;
	}
	await take(at.db, corner, { member: wang }, { item: gone.id, quantity: 1, found: null }, sends(wang), {
		limits: true,
	});
	const wished = await wish(at.db, wang, { cornerId: corner.id, title: '盐' }, sends(wang));
	await withdrawWish(
		at.db,
		wang,
		{ cornerId: corner.id, wish: wished.ok ? wished.value.id : '' },
		sends(wang),
	);
	const look = async (now: Date) => {
		const trail = (await findHistory(at.db, steward, (await findCorner(at.db, corner.id))!, null, now))!
			.trail;
		return {
			pictures: await many(at.sql`select from photos where shelf_item_id in (${gone.id}, ${here.id})`),
			wishes: await many(at.sql`select from shelf_wishes where corner_id = ${corner.id}`),
			names: trail.map((it) => it.by?.name),
		};
	};
	await forget(at.db, IN_TIME);
	expect(await look(IN_TIME)).toEqual({ pictures: 2, wishes: 1, names: ['王姐', '王姐', '王姐'] });
	await forget(at.db, TOO_OLD);
	expect(await look(TOO_OLD)).toEqual({ pictures: 1, wishes: 0, names: [undefined, undefined, undefined] });
	expect((await closeCorner(at.db, steward, corner.id, sends(steward))).ok).toBe(true);
	await forget(at.db, TOO_OLD);
	const [row] = await at.sql`select keeper, agreed_by from corners where id = ${corner.id}`;
	expect(row).toEqual({ keeper: '', agreed_by: '' });
});

it('who answers for neighbours’ money goes only once it is settled or in other hands', async () => {
	const { steward, wang, building } = await aHouse();
	await at.sql`update residents set roles = '{steward}' where id = ${wang.id}`;
	const lead = { ...wang, roles: ['steward' as const] };
	const li = await aNeighbour(at.db, building, '1-103');
	const buy = await anOpenBuy(at.db, lead);
	await orders(at.db, li, buy, [2]);
	const removal = () => removeNeighbour(at.db, steward, { residentId: wang.id, reason: 'x' }, sends(steward));
	expect(await deleteAccount(at.db, lead, { successor: null }, sends(wang))).toMatchObject({
		code: 'people.organises',
	});
	expect(await removal()).toMatchObject({ code: 'people.organises' });
	// Whoever ordered alone behind a door and goes takes the order back while orders are taken.
	expect((await deleteAccount(at.db, li, { successor: null }, sends(li))).ok).toBe(true);
	const [left] = await at.sql`select households, units from group_buys where id = ${buy.id}`;
	expect(left).toEqual({ households: 0, units: 0 });
	expect((await step(at.db, lead, buy.id, 'cancel', MORNING, { reason: '搬家' })).ok).toBe(true);
	expect((await removal()).ok).toBe(true);
});

it('a building is not wiped while another one buys together with it', async () => {
	const { steward, building } = await aHouse();
	const next = await aBuilding(at.db, { community: building.communityId, name: '隔壁楼' });
	const zhao = await aNeighbour(at.db, next, '1-204', { roles: ['steward', 'operator'] });
	const buy = await anOpenBuy(at.db, steward);
	await invite(at.db, steward, { id: buy.id, name: '隔壁楼' }, sends(steward));
	const code = (await findDesk(at.db, steward, buy.id, MORNING))!.sides[1]!.link!.split('/').at(-1)!;
	expect((await answerInvitation(at.db, zhao, { code, yes: true }, sends(zhao))).ok).toBe(true);
	await orders(at.db, zhao, buy, [3]);
	for (const by of [steward, zhao])
		expect(await wipeBuilding(at.db, by, by.buildingName)).toMatchObject({ code: 'people.shared_buys' });
	expect((await step(at.db, steward, buy.id, 'cancel', MORNING, { reason: '没菜' })).ok).toBe(true);
	expect((await wipeBuilding(at.db, zhao, zhao.buildingName)).ok).toBe(true);
	const [left] = await at.sql`select state from group_buys where id = ${buy.id}`;
	expect(left).toEqual({ state: 'cancelled' });
});
