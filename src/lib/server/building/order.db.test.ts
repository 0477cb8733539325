import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { findMemberById } from '../account/queries.ts';
import { claim } from '../listing/claim.ts';
import { post } from '../listing/post.ts';
import { comment, report } from '../listing/talk.ts';
import { listLog } from './log.ts';
import { unsuspend } from './order.ts';
import { listReports, reportPerson, settleReport } from './report.ts';
import { findToday } from './today.ts';

const at = useDatabase();

async function aHouse() {
	const building = await aBuilding(at.db);
	const steward = await aNeighbour(at.db, building, '1-101', { roles: ['steward'] });
	const second = await aNeighbour(at.db, building, '1-104', { roles: ['steward'] });
	const seller = await aNeighbour(at.db, building, '1-102', { name: '卖货的' });
	const wang = await aNeighbour(at.db, building, '1-103');
	return { building, steward, second, seller, wang };
}

describe('a report', () => {
	it('of a person is read by stewards, not by the one it is about, and said once', async () => {
		const { steward, second, wang, building } = await aHouse();
		const about = { residentId: second.id, kind: 'rude', reason: '骂人' } as const;
		expect((await reportPerson(at.db, wang, about, sends(wang))).ok).toBe(true);
		expect(await reportPerson(at.db, wang, about, sends(wang))).toMatchObject({ code: 'report.already' });
		expect(await listReports(at.db, steward)).toHaveLength(1);
		expect(await listReports(at.db, second)).toEqual([]);
		const [open] = await listReports(at.db, steward);
		const settle = { reportId: open!.id, with: 'nothing', reason: '', days: 3 } as const;
		expect(await settleReport(at.db, second, settle, sends(second))).toMatchObject({ code: 'not_found' });
		const stranger = await aNeighbour(at.db, await aBuilding(at.db), '1-101');
		expect(await reportPerson(at.db, stranger, about, sends(stranger))).toMatchObject({ code: 'not_found' });
		expect(building.id).toBe(steward.buildingId);
	});

	it('is settled once when two stewards answer at the same moment', async () => {
		const { steward, second, seller, wang } = await aHouse();
		const [a, b] = at.connect(2);
		for (let i = 0; i < 10; i++) {
			const said = await reportPerson(
				at.db,
				wang,
				{ residentId: seller.id, kind: 'selling', reason: '卖东西' },
				sends(wang),
			);
			if (!said.ok) throw new Error(said.code);
			const settle = { reportId: said.value.id, reason: '这里不卖东西', days: 3 };
			const answers = await Promise.all([
				settleReport(a!.db, steward, { ...settle, with: 'warned' }, sends(steward)),
				settleReport(b!.db, second, { ...settle, with: 'suspended' }, sends(second)),
			]);
			expect(answers.map((it) => (it.ok ? 'done' : it.code)).sort()).toEqual(['done', 'people.settled']);
		}
		const events = await at.sql`select from building_events where building_id = ${steward.buildingId}`;
		expect(events).toHaveLength(10);
	});

	it('of somebody one worries about is never answered with a punishment', async () => {
		const { steward, seller, wang } = await aHouse();
		const said = await reportPerson(
			at.db,
			wang,
			{ residentId: seller.id, kind: 'worried', reason: '三天没见' },
			sends(wang),
		);
		if (!said.ok) throw new Error(said.code);
		const settle = { reportId: said.value.id, reason: 'x', days: 3 };
		expect(
			await settleReport(at.db, steward, { ...settle, with: 'suspended' }, sends(steward)),
		).toMatchObject({
			code: 'not_found',
		});
		expect((await settleReport(at.db, steward, { ...settle, with: 'looked_in' }, sends(steward))).ok).toBe(
			true,
		);
	});

	it('of a post hides it, settles the others about it, and stands in the log', async () => {
		const { building, steward, seller, wang } = await aHouse();
		const listing = await aListing(at.db, seller);
		await report(at.db, wang, { listingId: listing.id, reason: '卖的', kind: 'selling' }, sends(wang));
		const third = await aNeighbour(at.db, building, '2-201');
		await report(at.db, third, { listingId: listing.id, reason: '广告' }, sends(third));
		const [open] = await listReports(at.db, steward);
		const settle = { reportId: open!.id, with: 'hidden', reason: '广告', days: 3 } as const;
		expect((await settleReport(at.db, steward, settle, sends(steward))).ok).toBe(true);
		expect(await listReports(at.db, steward)).toEqual([]);
		const [row] = await at.sql<{ status: string }[]>`select status from listings where id = ${listing.id}`;
		expect(row!.status).toBe('hidden');
		const { rows } = await listLog(at.db, wang, null);
		expect(rows[0]).toMatchObject({ kind: 'hidden', reason: '广告', about: null, listingId: null });
	});
});

describe('a suspension', () => {
	it('stops new posts, claims and words until its day, and can be taken back', async () => {
		const { steward, seller, wang } = await aHouse();
		const said = await reportPerson(
			at.db,
			wang,
			{ residentId: seller.id, kind: 'selling', reason: 'x' },
			sends(wang),
		);
		if (!said.ok) throw new Error(said.code);
		const settle = { reportId: said.value.id, with: 'suspended', reason: '广告', days: 3 } as const;
		await settleReport(at.db, steward, settle, sends(steward));
		const listing = await aListing(at.db, wang, { at: MORNING, until: later(MORNING, 80) });
		const now = (await findMemberById(at.db, seller.id))!;
		const claims = (hours: number) =>
			claim(
				at.db,
				now,
				{ listingId: listing.id, quantity: 1, part: null },
				sends(now, later(MORNING, hours)),
			);
		expect(await claims(71)).toMatchObject({ code: 'people.suspended' });
		expect(await comment(at.db, now, { listingId: listing.id, text: 'x' }, sends(now))).toMatchObject({
			code: 'people.suspended',
		});
		const { photos: _, ...draft } = { ...listing, parts: [], photos: [] };
		expect(await post(at.db, now, { ...draft, parts: [], photos: [] }, sends(now))).toMatchObject({
			code: 'people.suspended',
		});
		expect((await claims(73)).ok).toBe(true);
		expect(await unsuspend(at.db, now, now.id, sends(now))).toMatchObject({ code: 'not_found' });
		expect((await unsuspend(at.db, steward, now.id, sends(steward))).ok).toBe(true);
		expect((await findMemberById(at.db, seller.id))!.suspendedUntil).toBeNull();
	});
});

describe('the log of a building', () => {
	it('is read by its neighbours, names nobody who is blamed, and keeps what was written', async () => {
		const { steward, seller, wang } = await aHouse();
		const said = await reportPerson(
			at.db,
			wang,
			{ residentId: seller.id, kind: 'rude', reason: 'x' },
			sends(wang),
		);
		if (!said.ok) throw new Error(said.code);
		const settle = { reportId: said.value.id, with: 'warned', reason: '卖货的请注意', days: 3 } as const;
		await settleReport(at.db, steward, settle, sends(steward));
		expect((await listLog(at.db, wang, null)).rows).toMatchObject([
			{ kind: 'warned', about: null, reason: '' },
		]);
		expect((await listLog(at.db, steward, null)).rows).toMatchObject([{ about: { name: '卖货的' } }]);
		await expect(at.sql`update building_events set reason = ''`).rejects.toMatchObject({
			constraint_name: 'trail_is_append_only',
		});
	});
});

describe('today', () => {
	it('is what waits in this building and no other', async () => {
		const { steward, building, wang, seller } = await aHouse();
		await aNeighbour(at.db, building, '2-301', { status: 'waiting' });
		await reportPerson(at.db, wang, { residentId: seller.id, kind: 'rude', reason: 'x' }, sends(wang));
		await aListing(at.db, wang, {
			direction: 'ask',
			category: 'medicine',
			title: '胰岛素',
			urgent: true,
			reason: '今晚要用',
			neededBy: later(MORNING, 5),
		});
		const found = await findToday(at.db, steward, later(MORNING, 1));
		expect(found).toMatchObject({
			newcomers: [{ door: '2-301' }],
			reports: [{ kind: 'rude' }],
			urgent: [{ title: null }],
			unheard: [],
			unsigned: [],
		});
		const elsewhere = await aNeighbour(at.db, await aBuilding(at.db), '1-101', { roles: ['steward'] });
		expect(await findToday(at.db, elsewhere, MORNING)).toEqual({
			newcomers: [],
			reports: [],
			urgent: [],
			unheard: [],
			unsigned: [],
		});
	});
});
