import { isActionFailure, isRedirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { useDatabase } from '../../../../../tests/database.ts';
import { MORNING } from '../../../../../tests/listings.ts';
import { aBuilding } from '../../../../../tests/people.ts';
import { actions } from './+page.server.ts';

const at = useDatabase();
type Event = Parameters<NonNullable<(typeof actions)['default']>>[0];

/** Somebody sends the poster's form from that address; answers with its status, why not, and when to come again. */
async function joins(code: string, door: string, address: string) {
	const said: Record<string, string> = {};
	const url = new URL(`http://stairwell.example/join/${code}`);
	const event = {
		request: new Request(url, {
			method: 'POST',
			body: new URLSearchParams({ key: crypto.randomUUID(), name: '新邻居', door }),
		}),
		url,
		params: { code },
		cookies: { get: () => undefined, set: () => undefined },
		setHeaders: (headers: Record<string, string>) => Object.assign(said, headers),
		locals: {
			...{ db: at.db, member: null, locale: 'zh-CN', address, now: MORNING },
			env: { limits: true, origin: 'http://stairwell.example' },
		},
	} as unknown as Event;
	try {
		const answer: unknown = await actions.default?.(event);
		if (!isActionFailure(answer)) throw new Error('neither in nor refused');
		const { code: why } = answer.data as unknown as { code: string };
		return { status: answer.status, why, retryAfter: Number(said['retry-after']) };
	} catch (answer) {
		if (!isRedirect(answer)) throw answer;
		return { status: answer.status, why: '', retryAfter: 0 };
	}
}

const waiting = async (buildingId: string) =>
	(await at.sql`select from residents where building_id = ${buildingId}`).length;

describe('joining', () => {
	it('at one door is held short, however the door is spelled and from however many addresses', async () => {
		const { id, joinCode } = await aBuilding(at.db);
		const spelled = ['2-101', '2单元101室', ' 2－101 '];
		const { most } = LIMITS.join;
		const answers = [];
		for (let i = 0; i <= most; i++) answers.push(await joins(joinCode, spelled[i % 3]!, `192.0.2.${i}`));
		expect(answers.map(({ status }) => status)).toEqual([...Array<number>(most).fill(303), 429]);
		expect(answers[most]).toMatchObject({ why: 'limit.reached' });
		expect(answers[most]!.retryAfter).toBeGreaterThan(0);
		expect(await waiting(id)).toBe(most);
		expect((await joins(joinCode, '2-102', '192.0.2.1')).status).toBe(303);
		// The same door of another building is another door.
		expect((await joins((await aBuilding(at.db)).joinCode, '2-101', '192.0.2.1')).status).toBe(303);
	});

	it('at a door that is not there is counted alike, so that doors cannot be tried out without end', async () => {
		const { joinCode } = await aBuilding(at.db);
		for (let i = 0; i < LIMITS.join.most; i++)
			expect(await joins(joinCode, '9-999', '198.51.100.1')).toMatchObject({ status: 400 });
		expect(await joins(joinCode, '9-999', '198.51.100.2')).toMatchObject({ status: 429 });
	});

	it('from one address, at ever new doors, is cut off as well, and so is a code that everybody has', async () => {
		const { id, joinCode } = await aBuilding(at.db);
		await joins(joinCode, '1-101', '203.0.113.1');
		await at.sql`update limits set used = ${LIMITS.join.byAddress - 1} where bucket = 'join@203.0.113.1'`;
		const from = (address: string, door: string) => joins(joinCode, door, address);
		expect((await from('203.0.113.1', '1-102')).status).toBe(303);
		expect((await from('203.0.113.1', '1-103')).status).toBe(429);
		expect((await from('203.0.113.2', '1-103')).status).toBe(303);
		await at.sql`update limits set used = ${LIMITS.joinByBuilding.most} where bucket = ${`join-building:${joinCode}`}`;
		expect((await from('203.0.113.3', '1-104')).status).toBe(429);
		// A new poster has all of it again.
		await at.sql`update buildings set join_code = 'a-new-code-on-a-new-poster' where id = ${id}`;
		expect((await joins('a-new-code-on-a-new-poster', '1-104', '203.0.113.3')).status).toBe(303);
	});
});
