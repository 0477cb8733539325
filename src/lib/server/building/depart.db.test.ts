import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { enterByCode } from '../account/enter.ts';
import { exportMine } from '../account/export.ts';
import { addPhone, inviteRelative } from '../account/household.ts';
import { findMemberById } from '../account/queries.ts';
import { findSignedIn, openSession } from '../account/session.ts';
import { claim } from '../listing/claim.ts';
import { forgetClosed } from '../listing/forget.ts';
import { comment } from '../listing/talk.ts';
import { withdraw } from '../listing/close.ts';
import { findHandoverView } from '../listing/view.ts';
import { addBuilding } from './add-building.ts';
import { changeRole } from './change-role.ts';
import { deleteAccount, handOverOffice, removeNeighbour } from './depart.ts';
import { pasteDoors, splitHousehold } from './doors.ts';
import { exportBuilding } from './export.ts';
import { findFigures } from './figures.ts';
import { letBack } from './let-back.ts';
import { moveHouse } from './move.ts';
import { listPeopleFor } from './people.ts';
import { listStewards } from './queries.ts';
import { wipeBuilding } from './wipe.ts';

const at = useDatabase();
const guest = (now = MORNING) => ({ actor: 'guest', key: randomUUID(), fingerprint: 'x', at: now });
const form = { name: '', door: '', login: '', password: '', locale: 'zh-CN' } as const;

async function aHouse() {
	const building = await aBuilding(at.db);
	const steward = await aNeighbour(at.db, building, '1-101', { roles: ['operator', 'steward'] });
	const wang = await aNeighbour(at.db, building, '1-102', { name: '王姐' });
	const li = await aNeighbour(at.db, building, '1-103', { name: '小李' });
	return { building, steward, wang, li };
}

describe('the last steward', () => {
	it('cannot go, by whatever hand writes it, while neighbours are there', async () => {
		const { steward } = await aHouse();
		for (const change of [
			at.sql`update residents set roles = '{}' where id = ${steward.id}`,
			at.sql`update residents set status = 'left' where id = ${steward.id}`,
			at.sql`delete from residents where id = ${steward.id}`,
		])
			await expect(change).rejects.toMatchObject({ constraint_name: 'building_has_a_steward' });
	});

	it('is one of two who resign at the same moment by raw SQL, twenty times over', async () => {
		const [a, b] = at.connect(2);
		for (let i = 0; i < 20; i++) {
			const { building, steward } = await aHouse();
			const second = await aNeighbour(at.db, building, '2-101', { roles: ['steward'] });
			const gone = await Promise.allSettled([
				a!.sql`update residents set roles = '{}' where id = ${steward.id}`,
				b!.sql`update residents set roles = '{}' where id = ${second.id}`,
			]);
			expect(gone.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
			expect(await listStewards(at.db, building.id)).toHaveLength(1);
		}
	});

	it('deletes the account only with a successor, and goes freely when nobody is left', async () => {
		const { steward, wang } = await aHouse();
		expect(await deleteAccount(at.db, steward, { successor: null }, sends(steward))).toMatchObject({
			code: 'people.last_leaves',
		});
		expect(await deleteAccount(at.db, steward, { successor: randomUUID() }, sends(steward))).toMatchObject({
			code: 'people.successor_unfit',
		});
		expect((await deleteAccount(at.db, steward, { successor: wang.id }, sends(steward))).ok).toBe(true);
		expect(await listStewards(at.db, steward.buildingId)).toEqual([wang.id]);
		const alone = await aNeighbour(at.db, await aBuilding(at.db), '1-101', { roles: ['steward'] });
		expect((await deleteAccount(at.db, alone, { successor: null }, sends(alone))).ok).toBe(true);
	});

	it('hands the office over in one step', async () => {
		const { steward, wang, li } = await aHouse();
		expect(await handOverOffice(at.db, li, wang.id, sends(li))).toMatchObject({ code: 'not_found' });
		expect((await handOverOffice(at.db, steward, wang.id, sends(steward))).ok).toBe(true);
		expect(await listStewards(at.db, steward.buildingId)).toEqual([wang.id]);
		const former = (await findMemberById(at.db, steward.id))!;
		const role = { residentId: li.id, role: 'steward', give: true } as const;
		expect(await changeRole(at.db, former, role, sends(former))).toMatchObject({ code: 'not_found' });
	});
});

describe('deleting an account', () => {
	it('leaves an anonymous trace with others and nothing else', async () => {
		const { wang, li } = await aHouse();
		const given = await aListing(at.db, li);
		const claimed = await claim(at.db, wang, { listingId: given.id, quantity: 1, part: null }, sends(wang));
		if (!claimed.ok) throw new Error(claimed.code);
		await at.sql`update handovers set state = 'received', changed_by = ${wang.id}, changed_at = now() where id = ${claimed.value.id}`;
		await comment(at.db, wang, { listingId: given.id, text: '谢谢' }, sends(wang));
		const own = await aListing(at.db, wang);
		const held = await claim(at.db, li, { listingId: own.id, quantity: 1, part: null }, sends(li));
		const token = await openSession(at.db, wang.id, MORNING, { device: '' });
		expect((await deleteAccount(at.db, wang, { successor: null }, sends(wang))).ok).toBe(true);
		expect(await findSignedIn(at.db, token, MORNING)).toBeNull();
		const view = (await findHandoverView(at.db, li, claimed.value.id))!;
		expect(view).toMatchObject({ state: 'received', receiver: undefined });
		expect(JSON.stringify(view)).not.toContain('王姐');
		const [mine] = await at.sql<
			{ state: string }[]
		>`select state from handovers where id = ${held.ok ? held.value.id : ''}`;
		expect(mine!.state).toBe('released');
		const [row] =
			await at.sql`select name, phone, login, return_code_hash, status from residents where id = ${wang.id}`;
		expect(row).toEqual({ name: '', phone: '', login: null, return_code_hash: null, status: 'left' });
		expect(await at.sql`select from comments where written_by = ${wang.id}`).toHaveLength(0);
		expect(await at.sql`select from notifications where detail::text like '%王姐%'`).toHaveLength(0);
		await expect(at.sql`update residents set name = 'x' where id = ${wang.id}`).rejects.toMatchObject({
			constraint_name: 'resident_erased_is_nobody',
		});
	});
});

describe('somebody who does not live here any more', () => {
	it('is taken off the list by a steward: what they held goes to the next in line', async () => {
		const { steward, wang, li, building } = await aHouse();
		const listing = await aListing(at.db, steward, { quantity: 1, perHousehold: 1 });
		const first = await claim(at.db, wang, { listingId: listing.id, quantity: 1, part: null }, sends(wang));
		const second = await claim(at.db, li, { listingId: listing.id, quantity: 1, part: null }, sends(li));
		const token = await openSession(at.db, wang.id, MORNING, { device: '' });
		const why = { residentId: wang.id, reason: '搬走了' };
		expect(await removeNeighbour(at.db, li, why, sends(li))).toMatchObject({ code: 'not_found' });
		expect((await removeNeighbour(at.db, steward, why, sends(steward))).ok).toBe(true);
		expect(await findSignedIn(at.db, token, MORNING)).toBeNull();
		const states = await at.sql<
			{ id: string; state: string }[]
		>`select id, state from handovers where listing_id = ${listing.id}`;
		const of = (claimed: typeof first) =>
			states.find(({ id }) => claimed.ok && id === claimed.value.id)!.state;
		expect([of(first), of(second)]).toEqual(['released', 'reserved']);
		// Nobody takes out the one who runs the installation.
		const other = await aNeighbour(at.db, building, '2-101', { roles: ['steward'] });
		expect(
			await removeNeighbour(at.db, other, { residentId: steward.id, reason: 'x' }, sends(other)),
		).toMatchObject({ code: 'people.operator' });
	});
});

describe('moving house', () => {
	it('by a steward is done; by oneself it waits for a yes at the new door', async () => {
		const { steward, wang, li, building } = await aHouse();
		const there = await aNeighbour(at.db, building, '2-301');
		const to = (residentId: string) => ({ residentId, door: '2单元301' });
		expect(await moveHouse(at.db, li, to(wang.id), sends(li))).toMatchObject({ code: 'not_found' });
		expect(await moveHouse(at.db, steward, to(wang.id), sends(steward))).toMatchObject({
			value: { waits: false },
		});
		expect(await findMemberById(at.db, wang.id)).toMatchObject({ door: '2-301', status: 'confirmed' });
		expect(await moveHouse(at.db, li, to(li.id), sends(li))).toMatchObject({ value: { waits: true } });
		const moved = (await findMemberById(at.db, li.id))!;
		expect(moved).toMatchObject({ door: '2-301', status: 'waiting' });
		expect(await listPeopleFor(at.db, moved)).toEqual([]);
		const news =
			await at.sql`select from notifications where resident_id = ${there.id} and code = 'resident.waiting'`;
		expect(news).toHaveLength(1);
	});
});

describe('a link that opens the door once', () => {
	it('lets one of two in who come with it at the same moment', async () => {
		const { wang } = await aHouse();
		const [a, b] = at.connect(2);
		for (let i = 0; i < 10; i++) {
			const made = await addPhone(at.db, wang, sends(wang));
			const code = made.ok ? made.value.code! : '';
			expect(code.length).toBeGreaterThanOrEqual(22);
			const both = await Promise.all([
				enterByCode(a!.db, code, form, guest()),
				enterByCode(b!.db, code, form, guest()),
			]);
			expect(both.map((it) => (it.ok ? it.value.residentId : it.code)).sort()).toEqual(
				[wang.id, 'entry.over'].sort(),
			);
		}
		const [kept] = await at.sql<{ hash: string }[]>`select hash from entry_codes limit 1`;
		expect(await enterByCode(at.db, kept!.hash, form, guest())).toMatchObject({ code: 'entry.over' });
	});

	it('is over after ten minutes, and when another was made', async () => {
		const { wang } = await aHouse();
		const make = async () => {
			const made = await addPhone(at.db, wang, sends(wang));
			return made.ok ? made.value.code! : '';
		};
		const first = await make();
		expect(await enterByCode(at.db, first, form, guest(later(MORNING, 0.2)))).toMatchObject({
			code: 'entry.over',
		});
		const second = await make();
		expect(await enterByCode(at.db, first, form, guest())).toMatchObject({ code: 'entry.over' });
		expect((await enterByCode(at.db, second, form, guest())).ok).toBe(true);
	});

	it('brings back who lost everything: household told, every other phone out, old ways gone', async () => {
		const { steward, wang, building } = await aHouse();
		const husband = await aNeighbour(at.db, building, '1-102');
		await at.sql`update residents set login = 'wang', password_hash = 'x' where id = ${wang.id}`;
		const lost = await openSession(at.db, wang.id, MORNING, { device: '' });
		const made = await letBack(at.db, steward, wang.id, sends(steward));
		if (!made.ok) throw new Error(made.code);
		const told =
			await at.sql`select from notifications where resident_id = ${husband.id} and code = 'resident.let_back'`;
		expect(told).toHaveLength(1);
		const back = await enterByCode(at.db, made.value.code!, form, guest());
		expect(back).toMatchObject({ ok: true, value: { residentId: wang.id } });
		expect(back.ok && back.value.returnCode).toMatch(/^[2-9A-Z]{8}$/);
		expect(await findSignedIn(at.db, lost, MORNING)).toBeNull();
		const [row] = await at.sql`select login, password_hash from residents where id = ${wang.id}`;
		expect(row).toEqual({ login: null, password_hash: null });
		// By a steward only, of this building only, and never to become the operator.
		expect(await letBack(at.db, wang, husband.id, sends(wang))).toMatchObject({ code: 'not_found' });
		const other = await aNeighbour(at.db, building, '2-101', { roles: ['steward'] });
		expect(await letBack(at.db, other, steward.id, sends(other))).toMatchObject({ code: 'people.operator' });
		const stranger = await aNeighbour(at.db, await aBuilding(at.db), '1-101', { roles: ['steward'] });
		expect(await letBack(at.db, stranger, wang.id, sends(stranger))).toMatchObject({ code: 'not_found' });
	});

	it('lets a relative into one household, who sees no neighbour and acts for that household', async () => {
		const { wang, li } = await aHouse();
		const made = await inviteRelative(at.db, wang, sends(wang));
		const code = made.ok ? made.value.code! : '';
		const came = await enterByCode(at.db, code, { ...form, name: '女儿' }, guest());
		if (!came.ok) throw new Error(came.code);
		const daughter = (await findMemberById(at.db, came.value.residentId))!;
		expect(daughter).toMatchObject({ householdId: wang.householdId, elsewhere: true, status: 'confirmed' });
		expect(await listPeopleFor(at.db, daughter)).toEqual([]);
		const listing = await aListing(at.db, li);
		const claimed = await claim(at.db, wang, { listingId: listing.id, quantity: 1, part: null }, sends(wang));
		if (!claimed.ok) throw new Error(claimed.code);
		expect(await findHandoverView(at.db, daughter, claimed.value.id)).toMatchObject({ side: 'receiver' });
		expect(await inviteRelative(at.db, daughter, sends(daughter))).toMatchObject({ code: 'not_found' });
	});

	it('gives a new building its first steward, once', async () => {
		const { steward, wang } = await aHouse();
		const input = {
			building: '二号楼',
			community: '',
			doors: '101..303',
			timeZone: '',
			joining: 'by_code',
		} as const;
		expect(await addBuilding(at.db, wang, input, sends(wang))).toMatchObject({ code: 'not_found' });
		const added = await addBuilding(at.db, steward, input, sends(steward));
		if (!added.ok) throw new Error(added.code);
		const came = await enterByCode(at.db, added.value.code!, { ...form, name: '彭', door: '201' }, guest());
		if (!came.ok) throw new Error(came.code);
		expect(await findMemberById(at.db, came.value.residentId)).toMatchObject({
			roles: ['steward'],
			door: '201',
			communityId: steward.communityId,
		});
	});
});

describe('doors', () => {
	it('are pasted from a spreadsheet, twice without doubles, with people only where they agreed', async () => {
		const { steward, wang } = await aHouse();
		const text = '门牌\t称呼\t人数\n3-101\t孙奶奶\t2\n3-102\n1-102\t王姐\t4';
		expect(await pasteDoors(at.db, wang, { text, agreed: null }, sends(wang))).toMatchObject({
			code: 'not_found',
		});
		const paste = (agreed: 'door' | null) => pasteDoors(at.db, steward, { text, agreed }, sends(steward));
		expect(await paste(null)).toMatchObject({ value: { doors: 2, people: 0 } });
		// Somebody of that name lives behind 1-102 already.
		expect(await paste('door')).toMatchObject({ value: { doors: 0, people: 1 } });
		expect(await paste('door')).toMatchObject({ value: { doors: 0, people: 0 } });
		const [home] = await at.sql<
			{ people: number }[]
		>`select people from households where id = ${wang.householdId}`;
		expect(home!.people).toBe(4);
	});

	it('are split where families share a flat; who lives there stays in A', async () => {
		const { steward, wang } = await aHouse();
		const split = (door: string, into: number) =>
			splitHousehold(at.db, steward, { door, into }, sends(steward));
		expect(await split('1-102', 2)).toMatchObject({ value: { doors: ['1-102-A', '1-102-B'] } });
		expect(await findMemberById(at.db, wang.id)).toMatchObject({
			door: '1-102-A',
			householdId: wang.householdId,
		});
		expect(await split('1-102', 2)).toMatchObject({ code: 'door.unknown' });
		expect(await split('1-102-A', 2)).toMatchObject({ code: 'door.cannot_split' });
	});
});

describe('what is kept', () => {
	it('is closed long enough, and loses photos, words and names; what is under way is left alone', async () => {
		const { wang, li } = await aHouse();
		const done = await aListing(at.db, wang, { details: '王姐家的' });
		const open = await aListing(at.db, wang, { details: '还在' });
		await comment(at.db, li, { listingId: done.id, text: '谢谢王姐' }, sends(li));
		await withdraw(at.db, wang, { listingId: done.id, reason: '' }, sends(wang));
		await forgetClosed(at.db, later(MORNING, 24 * 90));
		const details = async (id: string) =>
			(await at.sql<{ details: string }[]>`select details from listings where id = ${id}`)[0]!.details;
		expect(await details(done.id)).toBe('王姐家的');
		while ((await forgetClosed(at.db, later(MORNING, 24 * 92))) > 0);
		expect([await details(done.id), await details(open.id)]).toEqual(['', '还在']);
		expect(await at.sql`select from comments where listing_id = ${done.id}`).toHaveLength(0);
	});

	it('is taken out by its owner, with nothing of anybody else', async () => {
		const { wang, li } = await aHouse();
		const listing = await aListing(at.db, wang);
		await claim(at.db, li, { listingId: listing.id, quantity: 1, part: null }, sends(li));
		const taken = await exportMine(at.db, wang, MORNING);
		expect(taken).toMatchObject({
			me: { name: '王姐', door: '1-102' },
			posts: [{ id: listing.id }],
			handovers: [{}],
		});
		expect(taken.handovers).toHaveLength(1);
		expect(JSON.stringify(taken)).not.toMatch(/password|Hash|endpoint/i);
	});

	it('is counted for the building without naming anybody', async () => {
		const { wang, li } = await aHouse();
		const ask = await aListing(at.db, wang, { direction: 'ask', category: 'item' });
		const pledge = await claim(
			at.db,
			li,
			{ listingId: ask.id, quantity: 1, part: null },
			sends(li, later(MORNING, 0.5)),
		);
		if (!pledge.ok) throw new Error(pledge.code);
		await at.sql`update handovers set state = 'received', changed_at = now() where id = ${pledge.value.id}`;
		expect(await findFigures(at.db, wang.buildingId, later(MORNING, -1))).toMatchObject({
			asks: 1,
			answered: 1,
			unanswered: 0,
			minutes: 30,
			gave: 1,
			received: 1,
			pieces: 1,
		});
	});

	it('of a building is taken out, and wiped with everything that hangs on it, the one next door untouched', async () => {
		const { steward, wang, building } = await aHouse();
		const next = await aBuilding(at.db, { community: building.communityId });
		const neighbour = await aNeighbour(at.db, next, '1-101', { roles: ['steward'] });
		const theirs = await aListing(at.db, neighbour, { scope: 'community', quantity: 2 });
		const claimed = await claim(at.db, wang, { listingId: theirs.id, quantity: 1, part: null }, sends(wang));
		expect(claimed.ok).toBe(true);
		await aListing(at.db, wang);
		expect((await exportBuilding(at.db, steward, MORNING)).people).toHaveLength(3);
		expect(await wipeBuilding(at.db, steward, '别的楼')).toMatchObject({ code: 'people.name_differs' });
		expect(await wipeBuilding(at.db, wang, steward.buildingName)).toMatchObject({ code: 'not_found' });
		expect((await wipeBuilding(at.db, steward, steward.buildingName)).ok).toBe(true);
		for (const table of ['buildings', 'households', 'residents', 'listings', 'building_events'])
			expect([
				table,
				(
					await at.sql.unsafe(
						`select from ${table} where ${table === 'buildings' ? 'id' : 'building_id'} = '${building.id}'`,
					)
				).length,
			]).toEqual([table, 0]);
		const [left] = await at.sql<{ held: number }[]>`select held from listings where id = ${theirs.id}`;
		expect(left!.held).toBe(0);
		expect(await findMemberById(at.db, neighbour.id)).not.toBeNull();
	});
});
