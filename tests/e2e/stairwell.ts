import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { App, freePort } from './process.ts';
import { madeId, Visitor } from './visitor.ts';

export const SETUP_TOKEN = 'a-fixed-token-for-scripted-installations';
export const PASSWORD = 'lou dao 2026';

export interface TestStairwell {
	readonly origin: string;
	readonly app: App;
	/** Somebody with cookies of their own and nobody's session. */
	visitor(): Visitor;
	/** Ends the app and starts it again on the same data, for example with another clock. */
	restart(env?: Record<string, string>): Promise<void>;
}

/** The built app on a data folder of its own, for one file of journeys. `host`: passkeys want a name, not a number. */
export function useStairwell(env: Record<string, string> = {}, host = '127.0.0.1'): TestStairwell {
	const folder = mkdtempSync(join(tmpdir(), 'stairwell-e2e-'));
	let app: App | undefined;
	let port = 0;
	const origin = () => env.ORIGIN ?? `http://${host}:${port}`;

	async function start(more: Record<string, string> = {}): Promise<void> {
		const settings = {
			STAIRWELL_LIMITS: 'off',
			STAIRWELL_SETUP_TOKEN: SETUP_TOKEN,
			ORIGIN: origin(),
			...env,
			...more,
		};
		app = await new App({ dataFolder: folder, port, env: settings }).ready();
	}

	beforeAll(async () => {
		port = await freePort();
		await start();
	});
	afterAll(async () => {
		await app?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	return {
		get origin() {
			return origin();
		},
		get app() {
			return app!;
		},
		visitor: () => new Visitor(origin()),
		restart: async (more) => {
			await app!.stop();
			await start(more);
		},
	};
}

export interface Building {
	/** Operator and steward, behind 1-101. */
	steward: Visitor;
	joinCode: string;
	/** Joins behind that door, and – unless they are to wait – is let in by the steward. */
	neighbour(door: string, name: string, how?: { waits?: boolean; roles?: string }): Promise<Visitor>;
}

/** Sets a building up through its forms, as a script would. */
export async function setUpBuilding(
	stairwell: TestStairwell,
	doors = '1-101..1-604\n2-101..2-604',
): Promise<Building> {
	const steward = stairwell.visitor();
	const made = await steward.send(`/setup/${SETUP_TOKEN}`, {
		community: '江汉里',
		building: '佳成大厦',
		doors,
		name: '陈楼长',
		door: '1-101',
		login: 'chen',
		password: PASSWORD,
	});
	if (made.type !== 'redirect') throw new Error(`not set up: ${JSON.stringify(made)}`);
	const poster = await (await steward.open('/building/posters')).text();
	const joinCode = /\/join\/([\w-]{20,})/.exec(poster)?.[1];
	if (!joinCode) throw new Error('the poster has no code');
	let logins = 0;
	return {
		steward,
		joinCode,
		neighbour: async (door, name, how = {}) => {
			const who = stairwell.visitor();
			who.login = `neighbour${++logins}`;
			const joined = await who.send(`/join/${joinCode}`, {
				name,
				door,
				login: who.login,
				password: PASSWORD,
			});
			if (joined.type !== 'redirect') throw new Error(`not joined: ${JSON.stringify(joined)}`);
			if (how.waits) return who;
			const { people } = await steward.read<{
				people: { id: string; name: string; door: string; status: string }[];
			}>('/building/people');
			const waiting = people.find((it) => it.name === name && it.door === door);
			if (!waiting) throw new Error(`${name} is not among the people`);
			who.id = waiting.id;
			if (waiting.status === 'waiting')
				await steward.send('/building/people?/admit', { resident: waiting.id });
			if (how.roles)
				await steward.send('/building/people?/role', { resident: waiting.id, role: how.roles, has: 'yes' });
			return who;
		},
	};
}

/** A second building of the community, with a steward: it is written where forms of a later issue would write it. */
export async function nextDoor(stairwell: TestStairwell): Promise<Visitor> {
	const { connect } = await import('#lib/server/db/connect.ts');
	const { findRunningDatabase } = await import('#lib/server/db/running.ts');
	const { aBuilding } = await import('../people.ts');
	const { db, sql, close } = connect(findRunningDatabase(stairwell.app.options.dataFolder)!, { max: 1 });
	const [home] = await sql<{ id: string }[]>`select community_id as id from buildings limit 1`;
	const other = await aBuilding(db, { joining: 'by_code', name: '隔壁二号楼', community: home!.id });
	const who = stairwell.visitor();
	const joined = await who.send(`/join/${other.joinCode}`, { name: '赵四', door: '2-204' });
	if (joined.type !== 'redirect') throw new Error(`not joined: ${JSON.stringify(joined)}`);
	await sql`update residents set roles = '{steward}' where building_id = ${other.id}`;
	await close();
	return who;
}

/** Of the organiser's desk as JSON, what journeys ask for. */
export type Desk = {
	lines: { id: string; title: string }[];
	orders: {
		id: string;
		door: string;
		number: number | null;
		packed: boolean;
		pickup: string;
		dueMinor: number;
		balanceMinor: number;
	}[];
	books: { account: string; side: string | null; amountMinor: number }[];
	open: unknown[];
	state: string;
};

/** Rice, as much as anybody wants. Answers the post's id. */
export async function thirtyBags(by: Visitor): Promise<string> {
	const rice = { direction: 'offer', category: 'food', title: '大米', quantity: 30, perHousehold: 30 };
	return madeId(await by.send('/listings/new', rice));
}
