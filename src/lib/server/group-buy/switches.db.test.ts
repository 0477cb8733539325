import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aLine, anOpenBuy, billed, callNumber, orders, step } from '../../../../tests/group-buys.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { aNeighbour } from '../../../../tests/people.ts';
import { useSending } from '../../../../tests/sending.ts';
import { topicOfBuy } from '../../domain/group-buy-topic.ts';
import type { Member } from '../../domain/member.ts';
import { TOPICS, type Code, type Topic } from '../../domain/notification.ts';
import { chooseTopic } from '../notification/preferences.ts';
import { deliveries, notifications } from '../notification/table.ts';
import { settleDueBuys } from './due.ts';
import { remindOfMoney } from './remind.ts';

const database = useDatabase();
const push = useSending(database);

const SWITCHES = TOPICS.filter((topic) => topic.startsWith('group_buy'));

/** Somebody for each switch, who has turned it off, and somebody who has turned off none: all behind one door, with a phone each. */
async function aDoor(door: string) {
	const people = new Map<Topic | 'none', { who: Member; phone: { received: unknown[] } }>();
	for (const off of ['none', ...SWITCHES] as const) {
		const who = await aNeighbour(database.db, push.building, door);
		if (off !== 'none')
			await chooseTopic(database.db, who, { topic: off, on: false }, sends(who, later(MORNING, -1)));
		people.set(off, { who, phone: await push.withPhone(who) });
	}
	return people;
}

async function newsOf(who: Member): Promise<{ sent: Code[]; inInbox: Code[] }> {
	const rows = await database.db
		.select({ code: notifications.code, state: deliveries.state })
		.from(notifications)
		.innerJoin(deliveries, eq(deliveries.notificationId, notifications.id))
		.where(eq(notifications.residentId, who.id))
		.orderBy(deliveries.id);
	const sent = rows.filter((row) => row.state === 'sent').map((row) => row.code);
	return { sent, inInbox: rows.map((row) => row.code) };
}

it('sends no push of a moment that somebody has turned off, and of every other one it does', async () => {
	const steward = await aNeighbour(database.db, push.building, '1-101', { roles: ['steward'] });
	const first = [];
	for (const door of ['1-102', '1-103', '1-104'])
		first.push(await aNeighbour(database.db, push.building, door));
	const buying = await aDoor('1-201');
	const waiting = await aDoor('1-202');
	const wang = buying.get('none')!.who;

	const sending = push.start();
	/** What happens so many hours on, and all of it sent before anything else happens: more than three in a minute would wait. */
	async function then<T>(hours: number, act: (at: Date) => Promise<T>): Promise<T> {
		push.at = later(MORNING, hours);
		const answer = await act(push.at);
		await sending.settled();
		return answer;
	}

	const buy = await then(0, () => anOpenBuy(database.db, steward, { minimumHouseholds: 4 }));
	for (const who of first) await orders(database.db, who, buy, [1]);
	await then(0.1, () => orders(database.db, wang, buy, [1]));
	await then(0.2, () => step(database.db, steward, buy.id, 'lock'));
	await then(0.3, () => step(database.db, steward, buy.id, 'reopen', MORNING, { reason: '还能加' }));
	await then(0.4, () => billed(database.db, steward, buy.id));
	await then(31, () => callNumber(database.db, steward, buy.id, 'call'));
	await then(31.1, () => callNumber(database.db, steward, buy.id, 'call', { numbers: [4] }));
	await then(31.2, () => callNumber(database.db, steward, buy.id, 'skip', { numbers: [4] }));
	await then(31.3, () => callNumber(database.db, steward, buy.id, 'left', { numbers: [4] }));
	await then(32, (at) => remindOfMoney(database.db, steward, buy.id, sends(steward, at)));

	const second = await then(40, (at) =>
		anOpenBuy(database.db, steward, {
			at,
			closesAt: later(MORNING, 90),
			lines: [aLine({ caseSize: 4 })],
			minimumHouseholds: 9,
		}),
	);
	await orders(database.db, wang, second, [1], later(MORNING, 41));
	for (const hours of [66.1, 89.1, 90.1]) await then(hours, (at) => settleDueBuys(database.db, at));

	const loud = { buying: await newsOf(wang), waiting: await newsOf(waiting.get('none')!.who) };
	expect(loud.waiting.sent).toEqual([
		...['group_buy.opened', 'group_buy.opened'],
		...['group_buy.ends_tomorrow', 'group_buy.ends_soon'],
	]);
	expect(loud.buying.sent).toEqual([
		...[
			'group_buy.opened',
			'group_buy.reached',
			'group_buy.locked',
			'group_buy.reopened',
			'group_buy.locked',
		],
		...['group_buy.arrived', 'group_buy.near', 'group_buy.called', 'group_buy.skipped', 'group_buy.left'],
		...['group_buy.owed', 'group_buy.opened', 'group_buy.fills_case', 'group_buy.fills_case_soon'],
		'group_buy.missed',
	]);
	for (const [door, all] of [
		[buying, loud.buying],
		[waiting, loud.waiting],
	] as const)
		for (const [off, { who, phone }] of door) {
			const heard = await newsOf(who);
			expect(heard.inInbox, `${off}: nothing is kept from the inbox`).toEqual(all.inInbox);
			expect(heard.sent, `without ${off}`).toEqual(all.sent.filter((code) => topicOfBuy(code) !== off));
			expect(phone.received, `without ${off}`).toHaveLength(heard.sent.length);
		}
	const silenced = new Set([...loud.buying.sent, ...loud.waiting.sent].map(topicOfBuy));
	expect([...silenced].sort()).toEqual([...SWITCHES].sort());
});
