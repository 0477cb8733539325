import { drizzle } from 'drizzle-orm/postgres-js';
import { pieces } from '#lib/domain/search.ts';
import type { Member } from '#lib/domain/member.ts';
import { findMemberById } from '#lib/server/account/queries.ts';
import { connect, type DatabaseTarget, type Db, type Sql } from '#lib/server/db/connect.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
import { listBoard } from '#lib/server/listing/board.ts';
import { listMatters } from '#lib/server/listing/matters.ts';
import { listInbox } from '#lib/server/notification/queries.ts';
import { Figures } from '../load/figures.ts';
import { freshDatabase, type Ground } from './ground.ts';
import { type Line, percent, round } from './report.ts';

const SMALL = 10;
const LARGE = 10_000;
const LISTINGS_A_BUILDING = 100;
const LINES_A_GROUP_BUY = 8;
const SAMPLES = 400;
const FEW_ROWS = 1000;
const ALL = { direction: null, category: null, scope: null, q: '', before: null };

type Ask = (db: Db, viewer: Viewer) => Promise<unknown>;
const QUESTIONS: Record<string, Ask> = {
	board: (db, viewer) => listBoard(db, viewer, ALL, new Date()),
	search: (db, viewer) => listBoard(db, viewer, { ...ALL, q: '卷心菜' }, new Date()),
	matters: (db, viewer) => listMatters(db, viewer, new Date()),
	inbox: (db, viewer) => listInbox(db, viewer.id, null),
	desk: async (db, viewer) => {
		if (!(await findDesk(db, viewer, viewer.groupBuyId, new Date()))) throw new Error('no desk');
	},
};

/** The same questions where there are 1,000 listings and where there are 1,000,000, as many in each building. */
export async function benchGrowth({ target }: Ground): Promise<Line[]> {
	const [small, large] = [await open(target, SMALL), await open(target, LARGE)];
	const lines: Line[] = [];
	for (const [name, ask] of Object.entries(QUESTIONS)) {
		const [few, many] = await timeBoth([small, large], ask);
		const scans = await listScans(large, ask);
		const ratio = many.at(0.5) / few.at(0.5);
		lines.push({
			part: 'growth',
			what: `${name}: p50 at ${LARGE * LISTINGS_A_BUILDING} listings / ${LARGE} buildings`,
			figure: `${round(many.at(0.5), 2)} ms = ${percent(ratio)} of ${round(few.at(0.5), 2)} ms at ${SMALL * LISTINGS_A_BUILDING}; read whole: ${scans.join(', ') || 'no table'}`,
			bar: '≤ 130 %, indexes',
			good: ratio <= 1.3 && scans.length === 0,
			values: { small: round(few.at(0.5), 3), large: round(many.at(0.5), 3), ratio: round(ratio, 3) },
		});
	}
	for (const each of [small, large]) {
		await each.close();
		await each.drop();
	}
	return lines;
}

/** Who asks; each organises a group buy of their building. */
type Viewer = Member & { groupBuyId: string };
type Town = { db: Db; sql: Sql; viewers: Viewer[]; close(): Promise<void>; drop(): Promise<void> };

async function open(target: DatabaseTarget, buildings: number): Promise<Town> {
	const fresh = await freshDatabase(target);
	const { db, sql, close } = connect(fresh.target, { max: 1, name: 'bench' });
	await fill(sql, buildings);
	const organisers = await sql<{ id: string; groupBuyId: string }[]>`
		select organiser_id as id, id as "groupBuyId" from group_buys order by random() limit 10`;
	const viewers = await Promise.all(
		organisers.map(async ({ id, groupBuyId }) => ({ ...(await findMemberById(db, id))!, groupBuyId })),
	);
	return { db, sql, viewers, close, drop: fresh.drop };
}

const TITLES = [
	'卷心菜',
	'土豆',
	'东北大米',
	'电钻',
	'儿童自行车',
	'布洛芬',
	'鸡蛋',
	'口罩',
	'梯子',
	'牛奶',
	'充电宝',
	'婴儿奶粉',
];

/** Buildings of four households with fifty pieces of news each. */
async function fill(sql: Sql, buildings: number): Promise<void> {
	const titles = TITLES.map((title) => ({ title, pieces: pieces(title) }));
	await sql`insert into communities (name) select 'community ' || g from generate_series(1, ${buildings}::int) g`;
	await sql`
		insert into buildings (community_id, name, time_zone, joining, join_code)
		select id, 'building ' || number, 'Asia/Shanghai', 'by_code', gen_random_uuid()::text from communities`;
	await sql`
		insert into households (building_id, entrance, floor, number, door)
		select b.id, '', 1, g, g::text from buildings b, generate_series(1, 4) g`;
	await sql`
		insert into residents (household_id, building_id, name, status, confirmed_at)
		select id, building_id, 'neighbour ' || number, 'confirmed', now() from households`;
	await sql`
		insert into listings (community_id, building_id, poster_household_id, poster_id, direction, category, title, quantity, unit,
			per_household, until, relaxed_at, scope, audience, search_pieces, search_text, posted_at, due_at)
		select b.community_id, b.id, h.id, r.id, 'offer', 'food', t.title, 3, '份', 1, now() + interval '7 days', now() + interval '5 days',
			'building', 'b:' || b.id, array(select c.number || ':' || p from jsonb_array_elements_text(t.pieces) p), t.title,
			now() - g * interval '1 minute' - random() * interval '1 minute', now() + interval '7 days'
		from generate_series(1, ${LISTINGS_A_BUILDING}::int) g
		join (select title, pieces, row_number() over () as n from jsonb_to_recordset(${JSON.stringify(titles)}::text::jsonb) as t (title text, pieces jsonb)) t
			on t.n = g % ${TITLES.length}::int + 1
		cross join communities c join buildings b on b.community_id = c.id
		join households h on h.building_id = b.id and h.number = g % 4 + 1 join residents r on r.household_id = h.id`;
	await sql`
		insert into notifications (resident_id, topic, code, detail, href, listing_id, created_at)
		select l.poster_id, 'handover', 'handover.claimed', '{"name":"A","door":"1","quantity":1,"title":"T"}', '/handovers/' || l.id, l.id,
			l.posted_at + g * interval '1 second'
		from listings l, generate_series(1, 2) g`;
	// Every third has been claimed by the household next door; the trail and the counters are the triggers'.
	await sql`
		insert into handovers (listing_id, claimant_id, claimant_household_id, quantity, state, changed_by)
		select l.id, r.id, n.id, 1, 'reserved', r.id
		from listings l join households h on h.id = l.poster_household_id
		join households n on n.building_id = l.building_id and n.number = h.number % 4 + 1 join residents r on r.household_id = n.id
		where hashtext(l.id::text) % 3 = 0`;
	await fillGroupBuys(sql);
	await sql`vacuum analyze`;
}

/** One in each building, in which all four households have ordered every line. */
async function fillGroupBuys(sql: Sql): Promise<void> {
	await sql`
		insert into group_buys (community_id, building_id, organiser_id, organiser_household_id, title, currency, scope, audience,
			closes_at, fee_rule, shortage_rule, pay_when, number_order, created_at, changed_at)
		select b.community_id, b.id, r.id, h.id, 'bench', 'CNY', 'building', 'b:' || b.id, now() + interval '1 day', 'equal', 'fair',
			'after', 'door', now(), now()
		from buildings b join households h on h.building_id = b.id and h.number = 1 join residents r on r.household_id = h.id`;
	await sql`update group_buys set state = 'open'`;
	await sql`
		insert into group_buy_sides (group_buy_id, position, building_id, name, organiser_id, state, invited_at)
		select id, 0, building_id, 'bench', organiser_id, 'joined', now() from group_buys`;
	await sql`
		insert into group_buy_lines (group_buy_id, position, title, unit, price_minor, case_size)
		select id, g, 'item ' || g, '份', 100 + g * 7, 1 + g % 12
		from group_buys, generate_series(0, ${LINES_A_GROUP_BUY - 1}::int) g`;
	await sql`
		insert into group_buy_orders (group_buy_id, side_id, household_id, ordered_by, state, placed_at, changed_at)
		select b.id, s.id, r.household_id, r.id, 'placed', now(), now()
		from group_buys b join group_buy_sides s on s.group_buy_id = b.id join residents r on r.building_id = b.building_id`;
	await sql`
		insert into group_buy_order_lines (order_id, line_id, quantity)
		select o.id, l.id, 1 + (l.position + o.place) % 3
		from group_buy_orders o join group_buy_lines l on l.group_buy_id = o.group_buy_id`;
}

/** By turns, so that both meet whatever else the machine does. */
async function timeBoth(towns: [Town, Town], ask: Ask): Promise<[Figures, Figures]> {
	const times: [Figures, Figures] = [new Figures(), new Figures()];
	for (let n = 0; n < SAMPLES; n++) {
		for (const [index, { db, viewers }] of towns.entries()) {
			const from = performance.now();
			await ask(db, viewers[n % viewers.length]!);
			// The first quarter warms caches and plans.
			if (n >= SAMPLES / 4) times[index as 0 | 1].add(performance.now() - from);
		}
	}
	return times;
}

/** The large tables that the plan of any of these queries reads from one end to the other. */
async function listScans({ sql, viewers }: Town, ask: Ask): Promise<string[]> {
	const asked: { text: string; values: unknown[] }[] = [];
	const logger = { logQuery: (text: string, values: unknown[]) => void asked.push({ text, values }) };
	await ask(drizzle(sql, { logger }), viewers[0]!);
	const scans = new Set<string>();
	for (const { text, values } of asked) {
		const rows = await sql.unsafe<{ 'QUERY PLAN': string }[]>(`explain ${text}`, values as never[]);
		for (const row of rows)
			for (const [, table] of row['QUERY PLAN'].matchAll(/Seq Scan on (\w+)/g)) scans.add(table!);
	}
	// What holds next to nothing here has no index worth walking.
	const large = await sql<{ relname: string }[]>`
		select relname from pg_class where relname = any(${[...scans]}::text[]) and reltuples >= ${FEW_ROWS}`;
	return large.map(({ relname }) => relname);
}
