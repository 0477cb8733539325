import { execFileSync, fork } from 'node:child_process';
import { createECDH, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import webpush from 'web-push';
import type { Db } from '#lib/server/db/connect.ts';
import { transact } from '#lib/server/db/transact.ts';
import { notify } from '#lib/server/notification/notify.ts';
import { startSending } from '#lib/server/notification/send.ts';
import { webPush } from '#lib/server/notification/web-push.ts';

export type PushFigures = {
	/** Ours out of the database, and a loop over web-push's own `sendNotification`, just as many at once. */
	ours: Timed;
	plain: Timed;
	/** Milliseconds from the commit to the push service having taken it, one at a time. */
	idle: { p50: number; p95: number };
	/** Megabytes of heap in use before, and the most seen while sending. */
	heap: { before: number; most: number };
};

/** Messages a second, and milliseconds of this process's time each, which a busy machine blurs less. */
type Timed = { rate: number; cpu: number };

const AT_ONCE = 50;
const SUBJECT = 'mailto:bench@stairwell.invalid';

/** One piece of news to `people` (ids of neighbours without devices yet), each with one phone, over TLS to one push service. */
export async function benchPush(db: Db, people: readonly string[]): Promise<PushFigures> {
	const folder = mkdtempSync(join(tmpdir(), 'stairwell-push-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const request = [
		'req',
		'-x509',
		'-newkey',
		'ec',
		'-pkeyopt',
		'ec_paramgen_curve:prime256v1',
		'-nodes',
		'-days',
		'2',
		'-subj',
		'/CN=127.0.0.1',
	];
	execFileSync(
		'openssl',
		[...request, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
		{ stdio: 'ignore' },
	);
	const sink = fork(fileURLToPath(new URL('push-sink.mjs', import.meta.url)), [key, cert], { execArgv: [] });
	try {
		const [port] = (await once(sink, 'message')) as [number];
		return await measure(db, people, `127.0.0.1:${port}`, readFileSync(cert, 'utf8'));
	} finally {
		sink.disconnect();
		rmSync(folder, { recursive: true });
	}
}

async function measure(db: Db, people: readonly string[], host: string, ca: string): Promise<PushFigures> {
	const keys = webpush.generateVAPIDKeys();
	const subscriptions = people.map((_, i) => {
		const key = createECDH('prime256v1');
		return {
			endpoint: `https://${host}/push/${i}`,
			keys: { p256dh: key.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') },
		};
	});
	const plain = await timed(people.length, () => plainLoop(subscriptions, keys, ca));

	const rows = subscriptions.map(({ endpoint, keys: own }, i) => ({
		resident_id: people[i],
		endpoint,
		...own,
	}));
	await db.execute(sql`
		insert into devices (resident_id, endpoint, p256dh, auth, created_at)
		select resident_id, endpoint, p256dh, auth, now()
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v (resident_id uuid, endpoint text, p256dh text, auth text)`);
	let handed: (() => void) | undefined;
	const carrier = webPush({ keys, subject: SUBJECT, pushHosts: [host], connections: AT_ONCE, ca });
	const transport = {
		close: () => carrier.close(),
		send: async (push: Parameters<typeof carrier.send>[0]) => {
			const answer = await carrier.send(push);
			handed?.();
			return answer;
		},
	};
	const sending = startSending({
		db,
		env: { origin: 'https://stairwell.example' },
		now: () => new Date(),
		transport,
		concurrency: AT_ONCE,
	});
	const tell = (to: readonly string[]) =>
		transact(db, (tx) =>
			notify(
				tx,
				{ to, topic: 'test', code: 'test.push', detail: { title: '白菜', safeTitle: '白菜' }, href: '/' },
				new Date(),
			),
		);
	await tell(people.slice(0, AT_ONCE));
	await sending.settled();

	const before = process.memoryUsage().heapUsed;
	let most = before;
	const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed)), 20);
	let left = people.length;
	const ours = await timed(people.length, async () => {
		const all = new Promise<void>((resolve) => (handed = () => --left === 0 && resolve()));
		await tell(people);
		await all;
	});
	clearInterval(watch);
	await sending.settled();

	const waits: number[] = [];
	for (const person of people.slice(0, 100)) {
		const taken = new Promise<void>((resolve) => (handed = resolve));
		await tell([person]);
		const from = performance.now();
		await taken;
		waits.push(performance.now() - from);
		await new Promise((resolve) => setTimeout(resolve, 60));
	}
	await sending.stop();
	waits.sort((a, b) => a - b);
	const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
	return {
		ours,
		plain,
		idle: { p50: waits[50]!, p95: waits[95]! },
		heap: { before: megabytes(before), most: megabytes(most) },
	};
}

type Subscription = { endpoint: string; keys: { p256dh: string; auth: string } };

async function plainLoop(
	subscriptions: Subscription[],
	keys: { publicKey: string; privateKey: string },
	ca: string,
): Promise<void> {
	const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE, ca });
	const payload = JSON.stringify({ title: '收得到', body: '「白菜」\n楼里的消息以后就是这样来。' });
	const left = [...subscriptions];
	const lane = async () => {
		for (let next = left.pop(); next; next = left.pop())
			await webpush.sendNotification(next, payload, {
				vapidDetails: { subject: SUBJECT, ...keys },
				TTL: 86_400,
				agent,
			});
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	agent.destroy();
}

async function timed(count: number, run: () => Promise<void>): Promise<Timed> {
	const [from, before] = [performance.now(), process.cpuUsage()];
	await run();
	const used = process.cpuUsage(before);
	const rate = Math.round((count / (performance.now() - from)) * 1000);
	return { rate, cpu: (used.user + used.system) / 1000 / count };
}
