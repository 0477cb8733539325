import { expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { hide } from '../listing/close.ts';
import { report } from '../listing/talk.ts';
import { findListingView } from '../listing/view.ts';
import { listReports, reportPerson, settleReport } from './report.ts';

const at = useDatabase();
const REPORTED = ['resident.reported', 'resident.worried', 'listing.reported'];
const told = async (who: Member) =>
	(await at.sql<{ code: string }[]>`select code from notifications where resident_id = ${who.id}`)
		.map(({ code }) => code)
		.filter((code) => REPORTED.includes(code))
		.sort();

let villages = 0;
async function aVillage() {
	const name = `二号楼${++villages}`;
	const home = await aBuilding(at.db);
	const operator = await aNeighbour(at.db, home, '1-101', { roles: ['operator', 'steward'] });
	const there = await aBuilding(at.db, { name });
	const only = await aNeighbour(at.db, there, '1-101', { roles: ['steward'], name: '唯一的楼长' });
	const li = await aNeighbour(at.db, there, '1-102');
	return { name, home, operator, there, only, li };
}

it('what is said about a building’s only steward reaches the operator, who settles it, and never the one it is about', async () => {
	const { name, operator, only, li } = await aVillage();
	const post = await aListing(at.db, only);
	expect(
		(await reportPerson(at.db, li, { residentId: only.id, kind: 'rude', reason: '骂人' }, sends(li))).ok,
	).toBe(true);
	expect(
		(await report(at.db, li, { listingId: post.id, reason: '卖东西', kind: 'selling' }, sends(li))).ok,
	).toBe(true);
	expect([await told(operator), await told(only)]).toEqual([['listing.reported', 'resident.reported'], []]);
	expect((await findListingView(at.db, only, post.id, MORNING))!.reports).toEqual([]);
	expect(await listReports(at.db, only)).toEqual([]);
	// Hiding one's own post answers nothing.
	expect((await hide(at.db, only, { listingId: post.id, reason: 'x' }, sends(only))).ok).toBe(true);
	const open = await listReports(at.db, operator);
	expect(open.map(({ about, building }) => [about, building])).toEqual([
		['person', name],
		['post', name],
	]);
	const settle = { reportId: open[0]!.id, with: 'warned', reason: '好好说话', days: 3 } as const;
	expect(await settleReport(at.db, only, settle, sends(only))).toMatchObject({ code: 'not_found' });
	expect((await settleReport(at.db, operator, settle, sends(operator))).ok).toBe(true);
	const log = at.sql`select from building_events where building_id = ${only.buildingId} and kind = 'warned' and by_id = ${operator.id}`;
	expect(await log).toHaveLength(1);
});

it('the operator leaves to a building what its own stewards can look at', async () => {
	const { name, operator, there, only, li } = await aVillage();
	const second = await aNeighbour(at.db, there, '1-103', { roles: ['steward'] });
	for (const [about, reason] of [
		[only, '骂人'],
		[li, '吵'],
	] as const)
		expect(
			(await reportPerson(at.db, second, { residentId: about.id, kind: 'rude', reason }, sends(second))).ok,
		).toBe(true);
	const theirs = (await listReports(at.db, operator)).filter(({ building }) => building === name);
	expect([await told(operator), theirs]).toEqual([[], []]);
	const [first] = await listReports(at.db, second);
	const settle = { reportId: first!.id, with: 'nothing', reason: '', days: 3 } as const;
	const neighbour = await aNeighbour(at.db, there, '1-104', { roles: ['volunteer'] });
	for (const by of [operator, neighbour])
		expect(await settleReport(at.db, by, settle, sends(by))).toMatchObject({ code: 'not_found' });
});

it('where nobody else is left to look, the one who reports is told so instead of being left waiting', async () => {
	const home = await aBuilding(at.db);
	await at.sql`update residents set roles = '{steward}' where 'operator' = any(roles)`;
	const operator = await aNeighbour(at.db, home, '1-101', { roles: ['operator', 'steward'] });
	const wang = await aNeighbour(at.db, home, '1-102');
	const about = { residentId: operator.id, kind: 'rude', reason: '骂人' } as const;
	expect(await reportPerson(at.db, wang, about, sends(wang))).toMatchObject({
		code: 'people.nobody_to_tell',
	});
	expect(await at.sql`select from reports where about_id = ${operator.id}`).toHaveLength(0);
});

it('a worry about the only steward, who is the operator too, goes to those who can knock', async () => {
	const home = await aBuilding(at.db);
	await at.sql`update residents set roles = '{steward}' where 'operator' = any(roles)`;
	const operator = await aNeighbour(at.db, home, '1-101', { roles: ['operator', 'steward'], name: '老彭' });
	const wang = await aNeighbour(at.db, home, '1-102');
	const worry = { residentId: operator.id, kind: 'worried', reason: '两天没见' } as const;
	expect(await reportPerson(at.db, wang, worry, sends(wang))).toMatchObject({
		code: 'people.nobody_to_tell',
	});
	const ma = await aNeighbour(at.db, home, '1-103', { roles: ['volunteer'] });
	const next = await aNeighbour(at.db, await aBuilding(at.db), '1-101', { roles: ['volunteer'] });
	const rude = { ...worry, kind: 'rude' } as const;
	expect(await reportPerson(at.db, wang, rude, sends(wang))).toMatchObject({ code: 'people.nobody_to_tell' });
	expect((await reportPerson(at.db, wang, worry, sends(wang))).ok).toBe(true);
	expect([await told(ma), await told(operator), await told(next)]).toEqual([['resident.worried'], [], []]);
	const [news] = await at.sql`select href from notifications where resident_id = ${ma.id}`;
	expect(news).toEqual({ href: `/building/people/${operator.id}` });
	expect((await listReports(at.db, operator)).map((it) => it.aboutName)).not.toContain('老彭');
});
