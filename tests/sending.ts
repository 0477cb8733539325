import { createECDH } from 'node:crypto';
import { afterEach, beforeAll, beforeEach } from 'vitest';
import type { Member } from '#lib/domain/member.ts';
import { transact } from '#lib/server/db/transact.ts';
import { notify, type News } from '#lib/server/notification/notify.ts';
import { startSending, type Sending, type SendingOptions } from '#lib/server/notification/send.ts';
import { deliveries, devices } from '#lib/server/notification/table.ts';
import { webPush } from '#lib/server/notification/web-push.ts';
import type { TestDatabase } from './database.ts';
import { aBuilding, aNeighbour, type NeighbourWish, type TestBuilding } from './people.ts';
import { startPushService, type Browser, type PushService } from './web-push-receiver.ts';

const curve = createECDH('prime256v1');
const keys = {
	publicKey: curve.generateKeys('base64url'),
	privateKey: Buffer.from(curve.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url'),
};

/** Ten in the morning in Shanghai. */
const START = new Date('2026-11-03T02:00:00Z');

/** A building with phones, a push service for each test, and workers that are stopped after it. Call it at the top of the file. */
export function useSending(database: TestDatabase) {
	let building: TestBuilding;
	let running: Sending[] = [];
	let services: PushService[] = [];
	const clock = { at: START };
	const rows = () => database.db.select().from(deliveries).orderBy(deliveries.id);

	async function another(): Promise<PushService> {
		const made = await startPushService();
		services.push(made);
		return made;
	}

	const first = (): PushService => services[0]!;
	const news = (to: Member[], more: Partial<News> = {}): News => ({
		to: to.map((reader) => reader.id),
		topic: 'handover',
		code: 'handover.left',
		detail: { title: 'Rice', safeTitle: 'Rice' },
		href: '/handovers/1',
		...more,
	});
	const push = {
		/** The app's clock; a test moves it. */
		get at(): Date {
			return clock.at;
		},
		set at(at: Date) {
			clock.at = at;
		},
		/** The push service of this test. */
		get service(): PushService {
			return first();
		},
		get building(): TestBuilding {
			return building;
		},
		another,
		neighbour: (wish: NeighbourWish = {}): Promise<Member> =>
			aNeighbour(database.db, building, '2-204', wish),
		async withPhone(who: Member, on = first()): Promise<Browser> {
			const browser = on.browser();
			const { endpoint, keys: own } = browser;
			await database.db.insert(devices).values({ residentId: who.id, endpoint, ...own, createdAt: clock.at });
			return browser;
		},
		start({ timeout = 10_000, ...more }: Partial<SendingOptions> & { timeout?: number } = {}): Sending {
			const pushHosts = services.map((service) => service.host);
			const transport = webPush({ keys, subject: 'mailto:a@b.example', pushHosts, timeout });
			const env = { origin: 'https://stairwell.example' };
			const still = { db: database.db, env, now: () => clock.at, random: () => 0.5, every: 200, pause: 300 };
			const sending = startSending({ ...still, transport, ...more });
			running.push(sending);
			return sending;
		},
		news,
		tell: (to: Member[], more: Partial<News> = {}): Promise<void> =>
			transact(database.db, (tx) => notify(tx, news(to, more), clock.at)),
		rows,
		states: async () => (await rows()).map((row) => row.state),
	};

	beforeAll(async () => {
		building = await aBuilding(database.db);
	});
	beforeEach(async () => {
		clock.at = START;
		await another();
		await database.db.delete(deliveries);
	});
	afterEach(async () => {
		for (const sending of running) await sending.stop();
		for (const service of services) await service.close();
		[running, services] = [[], []];
	});
	return push;
}
