import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aShelf, asGuest, guest, noodles, one, onShelf } from '../../../../tests/corners.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { later, MORNING, sends } from '../../../../tests/listings.ts';
import { closeCorner, replaceCode } from './keep.ts';
import { leave } from './leave.ts';
import { findCornerByCode } from './queries.ts';
import { findItem } from './item-queries.ts';
import { movements } from './table.ts';
import { take, undo } from './take.ts';

const database = useDatabase();
const on = { limits: true };
const stock = async (id: string) => (await findItem(database.db, id))!.quantity;

describe('guests', () => {
	it('take where the steward lets them, twice an hour and two at once, and nothing else is known of them', async () => {
		const { corner, li } = await aShelf(database.db, { guests: true });
		const rice = await onShelf(database.db, corner, li, { quantity: 9 });
		const take_ = (at: Date, quantity = 1, name = 'a courier') =>
			take(database.db, corner, guest(name), one(rice.id, quantity), asGuest(at), on);
		expect(await take_(MORNING, 3)).toMatchObject({ code: 'corner.guest_much' });
		expect(await take_(MORNING)).toMatchObject({ ok: true });
		expect(await take_(later(MORNING, 0.5))).toMatchObject({ ok: true });
		expect(await take_(later(MORNING, 0.9))).toMatchObject({
			code: 'corner.guest_often',
			detail: { minutes: 6 },
		});
		expect(await take_(later(MORNING, 0.9), 1, 'another')).toMatchObject({ ok: true });
		expect(await take_(later(MORNING, 1.01))).toMatchObject({ ok: true });
		const rows = await database.db.select().from(movements).where(eq(movements.itemId, rice.id));
		expect(rows.filter((row) => row.guest !== null).every((row) => row.byId === null)).toBe(true);
	});

	it('what they put back does not count against them', async () => {
		const { corner, li } = await aShelf(database.db, { guests: true });
		const rice = await onShelf(database.db, corner, li, { quantity: 9 });
		for (let i = 0; i < 3; i++) {
			const taken = await take(database.db, corner, guest('undecided'), one(rice.id), asGuest(), on);
			expect(taken).toMatchObject({ ok: true });
			const id = taken.ok ? taken.value.movement! : 0;
			expect(await undo(database.db, corner, guest('another'), id, asGuest())).toMatchObject({
				code: 'not_found',
			});
			expect(await undo(database.db, corner, guest('undecided'), id, asGuest())).toMatchObject({ ok: true });
		}
		expect(await stock(rice.id)).toBe(9);
	});

	it('over many phones at once with one name get no more than their two', async () => {
		const { corner, li } = await aShelf(database.db, { guests: true });
		const rice = await onShelf(database.db, corner, li, { quantity: 50 });
		const answers = await Promise.all(
			database.connect(20).map(({ db }) => take(db, corner, guest('a porter'), one(rice.id), asGuest(), on)),
		);
		expect(answers.filter((it) => it.ok)).toHaveLength(2);
	});

	it('elsewhere may only look, and never reach medicine', async () => {
		const closed = await aShelf(database.db);
		const rice = await onShelf(database.db, closed.corner, closed.li);
		expect(await take(database.db, closed.corner, guest(), one(rice.id), asGuest(), on)).toMatchObject({
			code: 'corner.guests_only_look',
		});
		const open = await aShelf(database.db, { guests: true, keeper: '陈医生' });
		const pills = await onShelf(database.db, open.corner, open.li, {
			title: '布洛芬',
			category: 'medicine',
			bestBefore: '2027-01-01',
		});
		expect(await take(database.db, open.corner, guest(), one(pills.id), asGuest(), on)).toMatchObject({
			code: 'corner.guests_only_look',
		});
	});

	it('who find nothing ask for a count instead of setting one', async () => {
		const { corner, li } = await aShelf(database.db, { guests: true });
		const rice = await onShelf(database.db, corner, li);
		expect(await take(database.db, corner, guest(), one(rice.id, 1, 0), asGuest(), on)).toMatchObject({
			ok: true,
			value: { quantity: 0, movement: null },
		});
		expect(await findItem(database.db, rice.id)).toMatchObject({ quantity: 5, doubtedAt: MORNING });
	});

	it('come in by the code on the poster until it is replaced or the shelf is gone', async () => {
		const { corner, steward, wang } = await aShelf(database.db, { guests: true });
		expect(await findCornerByCode(database.db, corner.code)).toMatchObject({ id: corner.id });
		expect(await replaceCode(database.db, wang, corner.id, sends(wang))).toMatchObject({ code: 'not_found' });
		await replaceCode(database.db, steward, corner.id, sends(steward));
		expect(await findCornerByCode(database.db, corner.code)).toBeNull();
		expect(await findCornerByCode(database.db, corner.shareCode)).toBeNull();
		await closeCorner(database.db, steward, corner.id, sends(steward));
		expect(await leave(database.db, wang, noodles(corner.id), sends(wang))).toMatchObject({
			code: 'not_found',
		});
	});
});
