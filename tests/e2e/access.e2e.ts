import { beforeAll, describe, expect, it } from 'vitest';
import { building } from './access/building.ts';
import { corner } from './access/corner.ts';
import { door } from './access/door.ts';
import { groupBuys } from './access/group-buys.ts';
import { aHouseFull } from './access/house.ts';
import {
	KINDS,
	type Act,
	type Ask,
	type Kind,
	type Rows,
	type Seen,
	type SeenBy,
	type Things,
} from './access/kinds.ts';
import { listings } from './access/listings.ts';
import { me } from './access/me.ts';
import { listRoutes } from './access/routes.ts';
import { top } from './process.ts';
import { useStairwell } from './stairwell.ts';
import type { Visitor } from './visitor.ts';

const stairwell = useStairwell();
const TABLE: Rows = { ...door, ...listings, ...corner, ...groupBuys, ...building, ...me };
const ROUTES = listRoutes(`${top}src/routes`);
let things: Things;

beforeAll(async () => {
	things = await aHouseFull(stairwell);
});

function meaning(response: Response): Seen {
	const location = response.headers.get('location') ?? '';
	if (response.status >= 500) throw new Error(`${response.url}: ${response.status}`);
	if (response.status === 404) return 'not found';
	if (response.status === 401) return 'door';
	if (response.status === 303) return location.startsWith('/sign-in?next=') ? 'door' : 'elsewhere';
	if (response.status >= 400) return 'refused';
	return response.headers.get('content-type')?.startsWith('text/html') ? 'page' : 'bytes';
}

async function look(who: Visitor, path: string, init: RequestInit & { headers: Record<string, string> }) {
	const abort = new AbortController();
	const response = await who.fetch(path, { ...init, signal: abort.signal });
	const seen = meaning(response);
	abort.abort();
	return seen;
}

/** The same question by everybody. */
async function seenByAll(ask: (who: Visitor) => Promise<Seen>): Promise<SeenBy> {
	const found = {} as SeenBy;
	for (const kind of KINDS) found[kind] = await ask(things.people[kind]);
	return found;
}

describe('the table', () => {
	it('has a row for every page, action and endpoint there is', () => {
		const rows = Object.entries(TABLE).map(([route, row]) => ({
			route,
			actions: Object.keys(row.actions ?? {}).sort(),
			methods: Object.keys(row.methods ?? {}).sort(),
		}));
		const there = ROUTES.map(({ route, actions, methods }) => ({
			route,
			actions: [...actions].sort(),
			methods: methods.filter((method) => method !== 'GET').sort(),
		}));
		const byRoute = (a: { route: string }, b: { route: string }) => (a.route < b.route ? -1 : 1);
		expect(rows.sort(byRoute)).toEqual(there.sort(byRoute));
	});
});

describe('who sees what', () => {
	it.each(Object.keys(TABLE))('%s', async (route) => {
		const { at, seen } = TABLE[route]!;
		const html = { headers: { accept: 'text/html' } };
		expect(await seenByAll((who) => look(who, at(things), html))).toEqual(seen);
	});

	const BOTH = ROUTES.filter(({ page, methods }) => page && methods.includes('GET')).map(
		({ route }) => route,
	);
	it.each(BOTH)('%s as JSON is refused with 401 or 404, never shown the way to the door', async (route) => {
		const { at, seen, json } = TABLE[route]!;
		const asBytes = Object.fromEntries(
			KINDS.map((kind) => [kind, seen[kind] === 'page' ? 'bytes' : seen[kind]]),
		);
		const answers = await seenByAll(async (who) => {
			const response = await who.fetch(at(things), { headers: { accept: 'application/json' } });
			if (response.status !== 200)
				expect(await response.json()).toMatchObject({
					code: response.status === 401 ? 'not_signed_in' : 'not_found',
				});
			return meaning(response);
		});
		expect(answers).toEqual(json ?? asBytes);
	});
});

type Named<T> = [name: string, route: string, what: T];
const METHODS = Object.entries(TABLE).flatMap(([route, { methods = {} }]) =>
	Object.entries(methods).map(([method, ask]): Named<Ask & { method: string }> => [
		`${method} ${route}`,
		route,
		{ ...ask, method },
	]),
);
const ACTIONS = Object.entries(TABLE).flatMap(([route, { actions = {} }]) =>
	Object.entries(actions).map(([name, act]): Named<Act & { name: string }> => [
		`${route}?/${name}`,
		route,
		{ ...act, name },
	]),
);
// Those that end something stand last.
ACTIONS.sort(([, , a], [, , b]) => (a.last ?? 0) - (b.last ?? 0));

describe('who may do what', () => {
	it.each(METHODS)('%s', async (_, route, { method, json, form, seen }) => {
		const type = json === undefined ? 'application/x-www-form-urlencoded' : 'application/json';
		const body = json === undefined ? new URLSearchParams(form).toString() : JSON.stringify(json);
		const headers = { accept: 'text/html', 'content-type': type, origin: stairwell.origin };
		const ask = (who: Visitor) => look(who, TABLE[route]!.at(things), { method, body, headers });
		expect(await seenByAll(ask)).toEqual(seen);
	});

	it.each(ACTIONS)('%s: for everybody else it does not exist', async (_, route, act) => {
		const path = TABLE[route]!.at(things) + (act.name === 'default' ? '' : `?/${act.name}`);
		const sent = typeof act.sent === 'function' ? act.sent(things) : (act.sent ?? {});
		const found = {} as Record<Kind, string>;
		for (const kind of KINDS) {
			const answer = await things.people[kind].send(path, sent);
			const away = answer.type === 'redirect' && answer.location.startsWith('/sign-in?next=');
			// Done, or refused for what was sent: it is there for them.
			found[kind] = away ? 'door' : answer.type === 'error' ? answer.error.code : 'there';
		}
		const out = (kind: Kind) =>
			(act.door ?? route.startsWith('/(home)')) && ['nobody', 'former'].includes(kind) ? 'door' : 'not_found';
		expect(found).toEqual(
			Object.fromEntries(KINDS.map((kind) => [kind, act.known.includes(kind) ? 'there' : out(kind)])),
		);
	});
});
