import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aBuilding, aNeighbour, type TestBuilding } from '../../../../tests/people.ts';
import { startMailServer, type MailServer } from '../../../../tests/smtp-receiver.ts';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { transact } from '../db/transact.ts';
import { notify } from '../notification/notify.ts';
import { markRead } from '../notification/read.ts';
import { notifications } from '../notification/table.ts';
import { askForMail, confirmMail, dropMail, isAsked } from './mail-address.ts';
import { smtp } from './mail.ts';
import { startPost } from './send.ts';
import { letters, mailAddresses } from './table.ts';
import { webhooksOut } from './webhook.ts';

const database = useDatabase();
const env = { origin: 'https://stairwell.example', contact: undefined };
/** Ten in the morning in Shanghai. */
const START = new Date('2026-11-03T02:00:00Z');
const MINUTE = 60_000;
let building: TestBuilding;
let server: MailServer;
let at = START;

beforeAll(async () => {
	building = await aBuilding(database.db);
	server = await startMailServer();
});
afterAll(() => server.close());
beforeEach(async () => {
	at = START;
	server.received.length = 0;
	server.answer(() => 250);
	await database.db.delete(letters);
	await database.db.delete(mailAddresses);
});

const pass = (milliseconds: number) => (at = new Date(at.getTime() + milliseconds));

async function work(db: Db = database.db): Promise<void> {
	const post = startPost({
		db,
		env,
		now: () => at,
		mail: smtp(server.url, env),
		hooks: webhooksOut({ allowed: [] }),
		random: () => 0.5,
		every: 3_600_000,
	});
	await post.round();
	await post.stop();
}

function ask(who: Member, wants: 'soon' | 'daily' = 'soon') {
	const sent = { actor: who.id, key: randomUUID(), fingerprint: 'x', at };
	return askForMail(database.db, who, { address: 'li@example.org', wants }, sent);
}

async function withMail(wants: 'soon' | 'daily' = 'soon'): Promise<Member> {
	const who = await aNeighbour(database.db, building, '2-204');
	await ask(who, wants);
	await work();
	const token = /\/mail\/([\w-]+)/.exec(server.received.pop()!.text)![1]!;
	expect((await confirmMail(database.db, token, at)).ok).toBe(true);
	return who;
}

const tell = (who: Member, title = '大米') =>
	transact(database.db, (tx) =>
		notify(
			tx,
			{
				to: [who.id],
				topic: 'handover',
				code: 'handover.left',
				detail: { title, safeTitle: title, name: '王姐', door: '2-303' },
				href: '/handovers/1',
			},
			at,
		),
	);

describe('an address', () => {
	it('is asked by a mail before anything else goes there, and answers once', async () => {
		const who = await aNeighbour(database.db, building, '1-101');
		await ask(who);
		await tell(who);
		pass(20 * MINUTE);
		await work();
		expect(server.received).toHaveLength(1);
		const [question] = server.received;
		expect(question).toMatchObject({ to: 'li@example.org', from: 'lou@example.org' });
		const token = /https:\/\/stairwell\.example\/mail\/([\w-]+)/.exec(question!.text)![1]!;
		expect(token.length).toBeGreaterThanOrEqual(43);
		expect(await isAsked(database.db, token, at)).toBe(true);
		expect(await isAsked(database.db, `${token}x`, at)).toBe(false);
		const answers = await Promise.all(database.connect(4).map(({ db }) => confirmMail(db, token, at)));
		expect(answers.filter((it) => it.ok)).toHaveLength(1);
		expect(await isAsked(database.db, token, at)).toBe(false);
	});

	it('is not confirmed by a link of more than a week ago', async () => {
		const who = await aNeighbour(database.db, building, '1-102');
		await ask(who);
		await work();
		const token = /\/mail\/([\w-]+)/.exec(server.received[0]!.text)![1]!;
		pass(8 * 24 * 60 * MINUTE);
		expect((await confirmMail(database.db, token, at)).ok).toBe(false);
	});

	it('keeps nothing in the table that opens it', async () => {
		const who = await aNeighbour(database.db, building, '1-103');
		await ask(who);
		await work();
		const token = /\/mail\/([\w-]+)/.exec(server.received[0]!.text)![1]!;
		const [row] = await database.db.select().from(mailAddresses).where(eq(mailAddresses.residentId, who.id));
		expect(JSON.stringify(row)).not.toContain(token);
		expect((await confirmMail(database.db, row!.tokenHash!, at)).ok).toBe(false);
	});
});

describe('news by mail', () => {
	it('of some minutes comes as one letter that names nobody and no door', async () => {
		const who = await withMail();
		pass(MINUTE);
		await tell(who, '大米');
		await tell(who, '面粉');
		pass(15 * MINUTE);
		await work();
		expect(server.received).toHaveLength(1);
		const [mail] = server.received;
		expect(mail!.text).toContain('楼道：2 条没看的消息');
		expect(mail!.text).toContain('大米');
		expect(mail!.text).toContain('https://stairwell.example/inbox');
		expect(mail!.text).not.toMatch(/王姐|2-303/);
		pass(15 * MINUTE);
		await work();
		expect(server.received).toHaveLength(1);
	});

	it('does not come for what has been read, nor after it was ended', async () => {
		const who = await withMail();
		pass(MINUTE);
		await tell(who);
		await markRead(database.db, who, null, { actor: who.id, key: randomUUID(), fingerprint: 'x', at });
		pass(15 * MINUTE);
		await work();
		await tell(who);
		pass(15 * MINUTE);
		await dropMail(database.db, who);
		await work();
		expect(server.received).toHaveLength(0);
	});

	it('once a day comes before supper', async () => {
		const who = await withMail('daily');
		// The first look is at once; from then on it is the building's half past five.
		await work();
		pass(MINUTE);
		await tell(who);
		pass(60 * MINUTE);
		await work();
		expect(server.received).toHaveLength(0);
		at = new Date('2026-11-03T09:31:00Z');
		await work();
		expect(server.received).toHaveLength(1);
	});

	it('is written and sent once, by however many workers at once', async () => {
		const who = await withMail();
		pass(MINUTE);
		for (let i = 0; i < 5; i++) await tell(who);
		pass(15 * MINUTE);
		await Promise.all(database.connect(6).map(({ db }) => work(db)));
		expect(server.received).toHaveLength(1);
		expect(await database.db.select().from(letters).where(eq(letters.kind, 'news'))).toHaveLength(1);
	});

	it('waits for a server that is down, and gives up on a mailbox that is none', async () => {
		const who = await withMail();
		pass(MINUTE);
		await tell(who);
		pass(15 * MINUTE);
		server.answer(() => 0);
		await work();
		const letter = async () => (await database.db.select().from(letters).where(eq(letters.kind, 'news')))[0]!;
		expect(await letter()).toMatchObject({ state: 'due', attempts: 1 });
		server.answer(() => 250);
		pass(MINUTE);
		await work();
		expect(await letter()).toMatchObject({ state: 'sent', attempts: 2 });
		await database.db.delete(notifications).where(eq(notifications.residentId, who.id));
		await tell(who);
		pass(15 * MINUTE);
		await database.db.delete(letters);
		server.answer(() => 550);
		await work();
		expect(await letter()).toMatchObject({ state: 'failed', lastStatus: 550 });
	});
});
