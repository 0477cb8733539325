import { beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#lib/server/db/connect.ts';
import { findRunningDatabase } from '#lib/server/db/running.ts';
import { PASSWORD, setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import type { Answer } from './visitor.ts';

describe('a script that copies names and doors', () => {
	const stairwell = useStairwell({ STAIRWELL_LIMITS: 'on' });
	let building: Building;
	beforeAll(async () => {
		building = await setUpBuilding(stairwell);
	});

	/** How many rows stand in each table that a newcomer would leave a trace in. */
	async function traces(): Promise<unknown> {
		const { sql, close } = connect(findRunningDatabase(stairwell.app.options.dataFolder)!, { max: 1 });
		const [row] =
			await sql`select (select count(*) from residents) as residents, (select count(*) from sessions) as sessions,
			(select count(*) from requests) as requests, (select count(*) from notifications) as notifications`;
		await close();
		return row;
	}

	it('finds a join link unchanged by a hundred previews of chat apps', async () => {
		const before = await traces();
		for (let i = 0; i < 100; i++)
			expect((await stairwell.visitor().open(`/join/${building.joinCode}`)).status).toBe(200);
		expect(await traces()).toEqual(before);
	});

	it('is cut off long before a thousand reads', async () => {
		let answered = 0;
		let refused = 0;
		for (let i = 0; i < 1000; i++) {
			const { status } = await building.steward.fetch('/building/people', {
				headers: { accept: 'application/json' },
			});
			if (status === 200) answered++;
			else if (status === 429) refused++;
		}
		expect([answered <= 600, answered + refused]).toEqual([true, 1000]);
		const one = await building.steward.fetch('/building/people', { headers: { accept: 'application/json' } });
		expect(Number(one.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(stairwell.app.output).toContain('read too often, cut off');
	});

	it('is held back from claiming, searching and uploading without end, and from guessing, known login or not', async () => {
		const who = stairwell.visitor();
		await who.send('/sign-in', { login: 'chen', password: PASSWORD });
		/** How many came through before the first refusal; on a slow machine the window may turn over once meanwhile. */
		const cut = async (most: number, ask: () => Promise<number>) => {
			let passed = 0;
			while (passed <= 2 * most && (await ask()) !== 429) passed++;
			return most <= passed && passed <= 2 * most;
		};
		const nothing = '/listings/00000000-0000-4000-8000-000000000000?/claim';
		const status = (answer: Answer) => (answer.type === 'failure' ? answer.status : answer.http);
		expect(await cut(60, async () => status(await who.send(nothing, { quantity: 1 })))).toBe(true);
		const json = { headers: { accept: 'application/json' } };
		expect(await cut(60, async () => (await who.fetch('/?q=米', json)).status)).toBe(true);
		const photos = new Blob(['no picture'], { type: 'image/jpeg' });
		const post = { direction: 'offer', category: 'food', title: 'x', photos };
		expect(await cut(60, async () => status(await who.send('/listings/new', post)))).toBe(true);
		for (const login of ['chen', 'nobody-of-this-name']) {
			const guess = async () =>
				status(await stairwell.visitor().send('/sign-in', { login, password: 'not this one' }));
			// The known one has been used once, above.
			expect(await cut(login === 'chen' ? 19 : 20, guess)).toBe(true);
		}
	});
});
