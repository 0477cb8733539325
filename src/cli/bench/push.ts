import { Agent, request } from 'node:http';
import webpush from 'web-push';
import { connect } from '#lib/server/db/connect.ts';
import { notify } from '#lib/server/notification/notify.ts';
import { type Sending, startSending } from '#lib/server/notification/send.ts';
import { vapidKeys, type VapidKeys } from '#lib/server/notification/vapid.ts';
import { type Push, type Transport, webPush } from '#lib/server/notification/web-push.ts';
import { Figures } from '../load/figures.ts';
import { type Receiver, subscriptionKeys } from '../load/receiver.ts';
import { freshDatabase, type Ground } from './ground.ts';
import { type Line, percent, round } from './report.ts';

const HOUSEHOLDS = 3800;
const ROUNDS = 3;
const AT_ONCE = 50;
const SUBJECT = 'mailto:bench@stairwell.invalid';
type Phone = { id: string; endpoint: string; p256dh: string; auth: string };

/**
 * One piece of news for 3,800 phones, from the outbox to a push service on this machine (plain http), beside a plain loop
 * over web-push with the same payload, as many at once and the same kept-alive connections: new token each, as it does.
 */
export async function benchPush({ target, receiver }: Ground): Promise<Line[]> {
	const fresh = await freshDatabase(target);
	const { db, sql, close } = connect(fresh.target, { name: 'bench' });
	const phones = Array.from({ length: HOUSEHOLDS }, () => crypto.randomUUID()).map((id): Phone => ({
		id,
		endpoint: receiver.endpoint(id),
		...subscriptionKeys(),
	}));
	await moveIn(sql, phones);
	const keys = await vapidKeys(db);
	const watched = watch(webPush({ keys, subject: SUBJECT, pushHosts: [receiver.host] }));
	const now = () => new Date();
	const sending = startSending({
		db,
		env: { origin: 'http://localhost' },
		now,
		transport: watched.transport,
	});
	await sending.settled();
	const tell = (to: string[]) =>
		notify(db, { to, topic: 'test', code: 'test.push', href: '/me/notifications' }, now());

	const [ours, plain, memory] = [new Figures(), new Figures(), [] as number[]];
	for (let n = 0; n <= ROUNDS; n++) {
		const rate = await timeRound(sending, () => tell(phones.map((phone) => phone.id)));
		const loop = await plainLoop(phones, keys, watched.last(), receiver);
		memory.push(process.memoryUsage().rss / 1024 / 1024);
		// The first round is for the compiler.
		if (n === 0) continue;
		ours.add(rate);
		plain.add(loop);
	}
	const [counted] = await sql<
		{ sent: number }[]
	>`select count(*)::int as sent from deliveries where state = 'sent'`;
	if (counted?.sent !== HOUSEHOLDS * (ROUNDS + 1)) throw new Error(`${counted?.sent} were sent`);
	const idle = await timeIdle(phones, (id) => tell([id]), watched.next);
	await sending.stop();
	await close();
	await fresh.drop();

	const ratio = ours.at(0.5) / plain.at(0.5);
	const grown = memory.at(-1)! - memory[1]!;
	return [
		{
			part: 'push',
			what: `${HOUSEHOLDS} phones, from the outbox until all are marked; median of ${ROUNDS}`,
			figure: `${round(ours.at(0.5))}/s = ${percent(ratio)} of ${round(plain.at(0.5))}/s by a plain loop; memory ${grown < 0 ? '' : '+'}${round(grown)} MB over ${ROUNDS - 1} rounds`,
			bar: '≥ 125 %, flat',
			good: ratio >= 1.25 && grown < 30,
			values: {
				perSecond: round(ours.at(0.5)),
				plainPerSecond: round(plain.at(0.5)),
				ratio: round(ratio, 3),
				grownMegabytes: round(grown),
			},
		},
		{
			part: 'push',
			what: 'from the commit until the push service has it, when idle',
			figure: `p95 ${round(idle.at(0.95))} ms, median ${round(idle.at(0.5))} ms`,
			bar: 'p95 ≤ 150 ms',
			good: idle.at(0.95) <= 150,
			values: { p50: round(idle.at(0.5), 1), p95: round(idle.at(0.95), 1) },
		},
	];
}

async function moveIn(sql: Ground['sql'], phones: Phone[]): Promise<void> {
	await sql`
		with home as (insert into communities (name) values ('bench') returning id),
		house as (insert into buildings (community_id, name, time_zone, joining, join_code) select id, 'bench', 'UTC', 'by_code', 'bench' from home returning id),
		phone as (select p.*, row_number() over () as n from jsonb_to_recordset(${JSON.stringify(phones)}::text::jsonb) as p (id uuid, endpoint text, p256dh text, auth text)),
		door as (insert into households (building_id, entrance, floor, number, door) select house.id, '', 0, n, n::text from house, phone returning id, building_id, number)
		select 1`;
	await sql`
		insert into residents (id, household_id, building_id, name, status, quiet_from, quiet_to)
		select p.id, h.id, h.building_id, 'bench', 'confirmed', 0, 0
		from unnest(${phones.map((phone) => phone.id)}::uuid[]) with ordinality as p (id, n) join households h on h.number = p.n`;
	await sql`
		insert into devices (resident_id, endpoint, p256dh, auth, created_at) select id, endpoint, p256dh, auth, now()
		from jsonb_to_recordset(${JSON.stringify(phones)}::text::jsonb) as p (id uuid, endpoint text, p256dh text, auth text)`;
	await sql`analyze`;
}

async function timeRound(sending: Sending, tell: () => Promise<void>): Promise<number> {
	const from = performance.now();
	await tell();
	await sending.settled();
	return HOUSEHOLDS / ((performance.now() - from) / 1000);
}

async function timeIdle(
	phones: Phone[],
	tell: (id: string) => Promise<void>,
	next: () => Promise<void>,
): Promise<Figures> {
	const times = new Figures();
	for (const { id } of phones.slice(0, 60)) {
		await new Promise((resolve) => setTimeout(resolve, 120));
		const taken = next();
		await tell(id);
		const from = performance.now();
		await taken;
		times.add(performance.now() - from);
	}
	return times;
}

/** Remembers the last payload and tells of each message that the push service has taken. */
function watch(inner: Transport): { transport: Transport; last(): string; next(): Promise<void> } {
	let last = '';
	let heard = (): void => {};
	const transport: Transport = {
		send: async (push: Push) => {
			last = push.payload;
			const answer = await inner.send(push);
			heard();
			return answer;
		},
		close: () => inner.close(),
	};
	return { transport, last: () => last, next: () => new Promise((resolve) => (heard = resolve)) };
}

async function plainLoop(
	phones: Phone[],
	keys: VapidKeys,
	payload: string,
	{ host }: Receiver,
): Promise<number> {
	const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	const vapidDetails = { subject: SUBJECT, ...keys };
	const waiting = [...phones];
	const from = performance.now();
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			for (let phone = waiting.pop(); phone; phone = waiting.pop()) {
				const { endpoint, p256dh, auth } = phone;
				const details = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
					vapidDetails,
					TTL: 60,
				});
				await deliver(agent, host, details);
			}
		}),
	);
	agent.destroy();
	return HOUSEHOLDS / ((performance.now() - from) / 1000);
}

function deliver(agent: Agent, host: string, { headers, body }: webpush.RequestDetails): Promise<void> {
	return new Promise((resolve, reject) => {
		const asked = request(`http://${host}/`, {
			method: 'POST',
			agent,
			headers: headers as Record<string, string>,
		});
		asked.on('response', (response) => response.resume().on('end', resolve));
		asked.on('error', reject);
		asked.end(body);
	});
}
