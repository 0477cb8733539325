import { randomUUID } from 'node:crypto';
import type { Member } from '#lib/domain/member.ts';
import { findMemberById } from '#lib/server/account/queries.ts';
import { connect, type Connection, type Db, type Sql } from '#lib/server/db/connect.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
import { order } from '#lib/server/group-buy/order.ts';
import { listLines } from '#lib/server/group-buy/queries.ts';
import { findBuyView } from '#lib/server/group-buy/view.ts';
import { Live } from '#lib/server/live/live.ts';
import { Figures } from '../load/figures.ts';
import { freshDatabase, type Ground } from './ground.ts';
import { type Line, round } from './report.ts';

const CLIENTS = 8;
const DESK = { households: 400, lines: 60 };
const RUSH = { households: 200, lines: 30 };

/** A desk of 400 households and 60 lines; 200 members who save 30 lines each, all at once. */
export async function benchGroupBuys({ target }: Ground): Promise<Line[]> {
	const fresh = await freshDatabase(target);
	const main = connect(fresh.target, { max: 4, name: 'bench' });
	const clients = Array.from({ length: CLIENTS }, () => connect(fresh.target, { max: 1, name: 'bench' }));
	try {
		return [...(await timeDesk(main)), await timeRush(main, clients)];
	} finally {
		for (const client of [main, ...clients]) await client.close();
		await fresh.drop();
	}
}

async function timeDesk({ db, sql }: Connection): Promise<Line[]> {
	const { id, organiser, members } = await fill(db, sql, DESK);
	await sql`
		insert into group_buy_orders (group_buy_id, side_id, household_id, ordered_by, state, placed_at, changed_at)
		select ${id}, s.id, r.household_id, r.id, 'placed', now(), now()
		from group_buy_sides s join group_buys b on b.id = s.group_buy_id join residents r on r.building_id = b.building_id
		where b.id = ${id}`;
	await sql`
		insert into group_buy_order_lines (order_id, line_id, quantity)
		select o.id, l.id, 1 + (l.position + o.place) % 3 from group_buy_orders o
		join group_buy_lines l on l.group_buy_id = o.group_buy_id where o.group_buy_id = ${id}`;
	await sql`vacuum analyze`;
	const ask = {
		desk: () => findDesk(db, organiser, id, new Date()),
		member: () => findBuyView(db, members[7]!, id, new Date()),
	};
	const lines: Line[] = [];
	for (const [name, read] of Object.entries(ask)) {
		const times = new Figures();
		for (let n = 0; n < 30; n++) {
			const from = performance.now();
			if (!(await read())) throw new Error(`no ${name}`);
			if (n >= 6) times.add(performance.now() - from);
		}
		lines.push({
			part: 'group-buys',
			what: `${name === 'desk' ? 'the desk' : 'a member’s page'} of ${DESK.households} households × ${DESK.lines} lines, read from the database`,
			figure: `${round(times.at(0.5))} ms, p99 ${round(times.at(0.99))} ms`,
			bar: '',
			good: null,
			values: { p50: round(times.at(0.5), 1), p99: round(times.at(0.99), 1) },
		});
	}
	return lines;
}

/** Everybody saves at once; each is timed from the tap until somebody else's open page shows that it counts. */
async function timeRush({ db, sql }: Connection, clients: readonly Connection[]): Promise<Line> {
	const { id, members } = await fill(db, sql, RUSH);
	const menu = await listLines(db, id);
	const live = new Live(sql);
	await live.open();
	const times = new Figures();
	const waiting = [...members];
	// In the order of their commits: the row of the group buy lets one after the other in.
	const taps: number[] = [];
	try {
		const page = watch(live, members[0]!, members.length);
		const begun = performance.now();
		await Promise.all(
			clients.map(async (client) => {
				for (let by = waiting.pop(); by; by = waiting.pop()) {
					const from = performance.now();
					await save(client.db, by, id, menu);
					times.add(performance.now() - from);
					taps.push(from);
				}
			}),
		);
		const seconds = (performance.now() - begun) / 1000;
		const shown = await page;
		const seen = new Figures();
		for (const [i, from] of taps.entries())
			seen.add(shown.find(({ households }) => households > i)!.at - from);
		return {
			part: 'group-buys',
			what: `${RUSH.households} members save ${RUSH.lines} lines each at once, over ${CLIENTS} connections`,
			figure: `all in ${round(seconds, 1)} s; one p50 ${round(times.at(0.5))} ms, p99 ${round(times.at(0.99))} ms; from the tap to somebody else’s page p50 ${round(seen.at(0.5))} ms, p99 ${round(seen.at(0.99))} ms`,
			bar: '≤ 2 s to save and see',
			good: seen.at(0.99) <= 2000,
			values: {
				seconds: round(seconds, 2),
				p50: round(times.at(0.5), 1),
				p99: round(times.at(0.99), 1),
				seen: round(seen.at(0.99), 1),
			},
		};
	} finally {
		await live.close();
	}
}

type Shown = { at: number; households: number };

/** An open page: when it showed how many households, until it shows all of them. */
async function watch(live: Live, reader: Member, all: number): Promise<Shown[]> {
	const shown: Shown[] = [];
	const decoder = new TextDecoder();
	for await (const piece of live.stream(reader, 'bench'))
		for (const found of decoder.decode(piece).matchAll(/^event: group_buy\ndata: .*"households":(\d+)/gm)) {
			shown.push({ at: performance.now(), households: Number(found[1]) });
			if (shown.at(-1)!.households === all) return shown;
		}
	throw new Error('not everybody’s order counts');
}

async function save(db: Db, by: Member, groupBuyId: string, menu: { id: string }[]): Promise<void> {
	const lines = menu.map(({ id: lineId }, i) => ({
		lineId,
		quantity: 1 + (i % 3),
		flex: i % 2,
		substitute: true,
	}));
	const sent = { actor: by.id, key: randomUUID(), fingerprint: 'bench', at: new Date() };
	const saved = await order(db, by, { groupBuyId, lines, note: '' }, sent);
	if (!saved.ok) throw new Error(saved.code);
}

async function fill(db: Db, sql: Sql, { households, lines }: { households: number; lines: number }) {
	const [community] = await sql`insert into communities (name) values ('bench') returning id`;
	const [building] = await sql`
		insert into buildings (community_id, name, time_zone, joining, join_code)
		values (${community!.id}, 'bench', 'Asia/Shanghai', 'by_code', ${randomUUID()}) returning id`;
	await sql`
		insert into households (building_id, entrance, floor, number, door)
		select ${building!.id}, '', g / 10, g, g::text from generate_series(101, ${100 + households}::int) g`;
	await sql`
		insert into residents (household_id, building_id, name, status, confirmed_at)
		select id, building_id, 'neighbour ' || number, 'confirmed', now() from households where building_id = ${building!.id}`;
	const people = await sql<
		{ id: string }[]
	>`select id from residents where building_id = ${building!.id} order by name`;
	const members = await Promise.all(people.map(async ({ id }) => (await findMemberById(db, id))!));
	const organiser = members[0]!;
	const [buy] = await sql<{ id: string }[]>`
		insert into group_buys (community_id, building_id, organiser_id, organiser_household_id, title, currency, scope, audience,
			closes_at, fee_rule, shortage_rule, pay_when, number_order, created_at, changed_at)
		values (${community!.id}, ${building!.id}, ${organiser.id}, ${organiser.householdId}, 'bench', 'CNY', 'building',
			${`b:${building!.id}`}, now() + interval '1 day', 'equal', 'fair', 'after', 'door', now(), now()) returning id`;
	const id = buy!.id;
	await sql`update group_buys set state = 'open' where id = ${id}`;
	await sql`
		insert into group_buy_sides (group_buy_id, position, building_id, name, organiser_id, state, invited_at)
		values (${id}, 0, ${building!.id}, 'bench', ${organiser.id}, 'joined', now())`;
	await sql`
		insert into group_buy_lines (group_buy_id, position, title, unit, price_minor, case_size)
		select ${id}, g, 'item ' || g, '份', 100 + g * 7, 1 + g % 12 from generate_series(0, ${lines - 1}::int) g`;
	return { id, organiser, members };
}
