import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aCorner, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { later, sends } from '../../../../tests/listings.ts';
import { aNeighbour } from '../../../../tests/people.ts';
import { useSending } from '../../../../tests/sending.ts';
import { notifications } from '../notification/table.ts';
import { count, sweep } from './count.ts';
import { settleCorners } from './due.ts';
import { take } from './take.ts';
import { follow, wish } from './wish.ts';

const database = useDatabase();
const push = useSending(database);

async function aFollowedShelf() {
	const steward = await aNeighbour(database.db, push.building, '1-101', { roles: ['steward'] });
	const li = await aNeighbour(database.db, push.building, '1-202');
	const reader = await aNeighbour(database.db, push.building, '2-303');
	const corner = await aCorner(database.db, steward, { keeper: '陈医生', at: push.at });
	await follow(database.db, steward, { cornerId: corner.id, on: false }, sends(steward, push.at));
	await follow(database.db, reader, { cornerId: corner.id, on: true }, sends(reader, push.at));
	const phone = await push.withPhone(reader);
	return { corner, steward, li, reader, phone };
}
const minutes = (count: number) => later(push.at, count / 60);
const inbox = (reader: { id: string }) =>
	database.db.select().from(notifications).where(eq(notifications.residentId, reader.id));
const until = async (true_: () => boolean | Promise<boolean>) => {
	const end = Date.now() + 8000;
	while (!(await true_()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
	expect(await true_()).toBe(true);
};
const quiet = () => new Promise((resolve) => setTimeout(resolve, 700));

describe('followers hear', () => {
	it('of ten things left within ten minutes by one push at their end, and by one row that says ten', async () => {
		const { corner, li, reader, phone } = await aFollowedShelf();
		push.start();
		const start = push.at;
		for (let i = 0; i < 10; i++)
			await onShelf(database.db, corner, li, {
				title: `东西${'一二三四五六七八九十'[i]}`,
				at: later(start, i / 61),
			});
		push.at = later(start, 9.9 / 60);
		await quiet();
		expect(phone.received).toEqual([]);
		expect(await inbox(reader)).toMatchObject([{ code: 'corner.left', detail: { count: 10 } }]);
		push.at = later(start, 10.1 / 60);
		await until(() => phone.received.length === 1);
		expect(phone.received[0]!.text).toContain('爱心角有新东西');
		await quiet();
		expect(phone.received).toHaveLength(1);
		await onShelf(database.db, corner, li, { title: '后来的', at: push.at });
		expect(await inbox(reader)).toHaveLength(2);
	});

	it('nothing of what they did themselves, and nothing once they stopped following', async () => {
		const { corner, li, reader } = await aFollowedShelf();
		await onShelf(database.db, corner, reader, { at: push.at });
		expect(await inbox(reader)).toEqual([]);
		await follow(database.db, reader, { cornerId: corner.id, on: false }, sends(reader, push.at));
		await onShelf(database.db, corner, li, { at: push.at });
		expect(await inbox(reader)).toEqual([]);
	});

	it('of medicine without its name on the locked screen', async () => {
		const { corner, li, phone } = await aFollowedShelf();
		push.start();
		await onShelf(database.db, corner, li, {
			title: '布洛芬',
			category: 'medicine',
			bestBefore: '2030-01-01',
			at: push.at,
		});
		push.at = minutes(11);
		await until(() => phone.received.length === 1);
		expect(phone.received[0]!.text).not.toContain('布洛芬');
	});

	it('nothing of what has been taken again before the push', async () => {
		const { corner, li, phone, steward, reader } = await aFollowedShelf();
		push.start();
		const rice = await onShelf(database.db, corner, li, { at: push.at });
		await take(
			database.db,
			corner,
			{ member: steward },
			{ item: rice.id, quantity: 5, found: null },
			sends(steward, push.at),
			{ limits: true },
		);
		push.at = minutes(11);
		await until(() => phone.received.length === 1);
		await quiet();
		// That it is empty is news; that something had come is none any more.
		expect(phone.received.map((it) => it.text).join()).toContain('爱心角空了');
		expect(phone.received).toHaveLength(1);
		expect((await inbox(reader)).map((it) => it.code).sort()).toEqual(['corner.empty', 'corner.left']);
	});

	it('what is short, without its name on the locked screen, and whoever wished hears when it comes', async () => {
		const { corner, li, reader, phone } = await aFollowedShelf();
		push.start();
		await wish(database.db, li, { cornerId: corner.id, title: '胰岛素针头' }, sends(li, push.at));
		push.at = minutes(11);
		await until(() => phone.received.length === 1);
		expect(phone.received[0]!.text).toContain('爱心角缺东西');
		expect(phone.received[0]!.text).not.toContain('胰岛素');
		await onShelf(database.db, corner, reader, { title: '胰岛素针头', category: 'item', at: push.at });
		expect(await inbox(li)).toMatchObject([{ code: 'corner.wish_fulfilled' }]);
	});

	it('when nobody has counted for three days, once, and not after a count or a sweep', async () => {
		const { corner, steward, li, reader } = await aFollowedShelf();
		const rice = await onShelf(database.db, corner, li, { at: push.at });
		const asked = async () => (await inbox(reader)).filter((it) => it.code === 'corner.count_wanted').length;
		await settleCorners(database.db, later(push.at, 71));
		expect(await asked()).toBe(0);
		await settleCorners(database.db, later(push.at, 73));
		await settleCorners(database.db, later(push.at, 74));
		expect(await asked()).toBe(1);
		const counted = later(push.at, 80);
		await count(database.db, li, { cornerId: corner.id, item: rice.id, quantity: 4 }, sends(li, counted));
		await settleCorners(database.db, later(counted, 70));
		expect(await asked()).toBe(1);
		await settleCorners(database.db, later(counted, 145));
		expect(await asked()).toBe(2);
		await sweep(database.db, steward, corner.id, sends(steward, counted));
	});
});
