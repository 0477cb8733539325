import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { wordsIn } from '../../../../tests/words.ts';
import type { ListingDraft } from '../../domain/listing.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import type { Sent } from '../installation/once.ts';
import { claimAsGuest, findGuestClaim, type GuestClaim } from './claim-as-guest.ts';
import { hide } from './close.ts';
import { replaceShare, share } from './share.ts';
import { findShared, findSharedPhoto } from './shared-view.ts';
import { handovers } from './handover-table.ts';
import { listings } from './table.ts';

const database = useDatabase();
const NOW = later(MORNING, 1);

async function shared(wish: Partial<ListingDraft> = {}) {
	const { db } = database;
	const home = await aBuilding(db);
	const li = await aNeighbour(db, home, '1-101', { name: '李阿姨' });
	const steward = await aNeighbour(db, home, '2-101', { roles: ['steward'] });
	const listing = await aListing(db, li, wish);
	const made = await share(db, li, listing.id, sends(li));
	if (!made.ok) throw new Error(made.code);
	return { home, li, steward, listing, code: made.value.code };
}

const guest = (wish: Partial<GuestClaim> = {}): GuestClaim => ({
	name: '新来的',
	door: '1-202',
	quantity: 1,
	part: null,
	locale: 'zh-CN',
	...wish,
});
const asGuest = (key: string = randomUUID(), at = NOW): Sent => ({
	actor: 'guest',
	key,
	fingerprint: 'the same body',
	at,
});

async function counts(db: Db, buildingId: string, listingId: string) {
	const people = await db.select().from(residents).where(eq(residents.buildingId, buildingId));
	const given = await db.select().from(handovers).where(eq(handovers.listingId, listingId));
	return { people: people.length, handovers: given.length };
}

describe('the link for the chat', () => {
	it('is one and the same for everybody who copies it, and cannot be guessed', async () => {
		const { steward, listing, code } = await shared();
		expect(Buffer.from(code, 'base64url').length).toBeGreaterThanOrEqual(16);
		expect(await share(database.db, steward, listing.id, sends(steward))).toEqual({
			ok: true,
			value: { code },
		});
	});

	it('can be replaced by the poster and by a steward: the old one then leads nowhere', async () => {
		const { home, li, steward, listing, code } = await shared();
		const wang = await aNeighbour(database.db, home, '1-102');
		expect(await replaceShare(database.db, wang, listing.id, sends(wang))).toMatchObject({
			code: 'not_found',
		});
		for (const by of [li, steward])
			expect((await replaceShare(database.db, by, listing.id, sends(by))).ok).toBe(true);
		expect(await findShared(database.db, code, NOW)).toBeNull();
	});

	it('is not for those who may not see the post, nor for a post that is over', async () => {
		const { home, li, listing } = await shared();
		const far = await aNeighbour(database.db, await aBuilding(database.db), '1-101');
		const waiting = await aNeighbour(database.db, home, '1-103', { status: 'waiting' });
		for (const by of [far, waiting])
			expect(await share(database.db, by, listing.id, sends(by))).toMatchObject({ code: 'not_found' });
		const late = later(listing.until, 1);
		expect(await share(database.db, li, listing.id, sends(li, late))).toMatchObject({
			code: 'listing.ended',
		});
	});

	it('of an ask for medicine is made by the asker alone', async () => {
		const { steward, listing } = await shared({ direction: 'ask', category: 'medicine', anonymous: true });
		expect(await share(database.db, steward, listing.id, sends(steward))).toMatchObject({
			code: 'not_found',
		});
	});
});

describe('what a stranger reads', () => {
	it('holds no name, no door and no details', async () => {
		const { code } = await shared({ details: '放在 1-101 门口，找李阿姨' });
		const view = await findShared(database.db, code, NOW);
		expect(view).toMatchObject({ title: '半棵白菜', remaining: 3, over: false });
		expect(wordsIn(view)).not.toMatch(/1-101|李阿姨/);
	});

	it('of an ask for medicine is only that there is one', async () => {
		const { code } = await shared({
			direction: 'ask',
			category: 'medicine',
			title: '布洛芬',
			photoCount: 1,
			parts: [{ title: '退烧贴', quantity: 1, unit: '' }],
		});
		const view = await findShared(database.db, code, NOW);
		expect(view).toMatchObject({ title: null, safeTitle: null, photos: [], parts: [] });
		expect(wordsIn(view)).not.toMatch(/布洛芬|退烧贴/);
	});

	it('includes its photos and no others', async () => {
		const [one, other] = [await shared({ photoCount: 1 }), await shared({ photoCount: 1 })];
		const photo = one.listing.coverPhotoId!;
		expect(await findSharedPhoto(database.db, one.code, photo, 'small')).not.toBeNull();
		expect(await findSharedPhoto(database.db, other.code, photo, 'small')).toBeNull();
	});

	it('is nothing once a steward has hidden it, or with a code that nobody made', async () => {
		const { steward, listing, code } = await shared();
		await hide(database.db, steward, { listingId: listing.id, reason: '重复' }, sends(steward));
		for (const tried of [code, '', "' or 1=1 --", 'a'.repeat(22), 'x'.repeat(5000)])
			expect(await findShared(database.db, tried, NOW)).toBeNull();
	});
});

describe('a guest’s first action', () => {
	it('makes one neighbour, who waits to be let in, and one handover', async () => {
		const { home, listing, code } = await shared();
		const arrived = await claimAsGuest(database.db, code, guest(), asGuest());
		if (!arrived.ok) throw new Error(arrived.code);
		expect(arrived.value.returnCode).toMatch(/^\w{8}$/);
		const [newcomer] = await database.db
			.select()
			.from(residents)
			.where(eq(residents.id, arrived.value.residentId));
		expect(newcomer).toMatchObject({
			name: '新来的',
			status: 'waiting',
			householdId: home.households['1-202']!.id,
		});
		const [handover] = await database.db.select().from(handovers).where(eq(handovers.listingId, listing.id));
		expect(handover).toMatchObject({
			id: arrived.value.handoverId,
			state: 'reserved',
			claimantId: newcomer!.id,
		});
	});

	it('sent twenty times at once is still one neighbour and one handover, and all get the same answer', async () => {
		const { home, listing, code } = await shared();
		const sent = asGuest();
		const connections = database.connect(20);
		const answers = await Promise.all(connections.map(({ db }) => claimAsGuest(db, code, guest(), sent)));
		expect(new Set(answers.map((answer) => answer.ok && answer.value.handoverId)).size).toBe(1);
		expect(await counts(database.db, home.id, listing.id)).toEqual({ people: 3, handovers: 1 });
		const [first] = answers;
		expect(await findGuestClaim(database.db, sent)).toMatchObject({
			handoverId: first!.ok && first!.value.handoverId,
		});
	});

	it('cannot be repeated by somebody who finds the form a quarter of an hour later', async () => {
		const { code } = await shared();
		const sent = asGuest();
		await claimAsGuest(database.db, code, guest(), sent);
		expect(await claimAsGuest(database.db, code, guest(), { ...sent, at: later(NOW, 0.25) })).toMatchObject({
			code: 'key.reused',
		});
	});

	it.each([
		['三楼', 'door.unreadable', 'door'],
		['9-901', 'door.unknown', 'door'],
	])('with the door %s is refused there, and nobody has joined', async (door, code, field) => {
		const made = await shared();
		expect(await claimAsGuest(database.db, made.code, guest({ door }), asGuest())).toMatchObject({
			ok: false,
			code,
			field,
		});
		expect(await counts(database.db, made.home.id, made.listing.id)).toEqual({ people: 2, handovers: 0 });
	});

	it('on what is only for one entrance is refused to the others, and nobody has joined', async () => {
		const { home, listing, code } = await shared({ scope: 'entrance' });
		expect(await claimAsGuest(database.db, code, guest({ door: '2-202' }), asGuest())).toMatchObject({
			code: 'share.not_for_door',
			field: 'door',
		});
		expect(await counts(database.db, home.id, listing.id)).toEqual({ people: 2, handovers: 0 });
		expect((await claimAsGuest(database.db, code, guest(), asGuest())).ok).toBe(true);
	});

	it('for more than there is, or after its end, is refused and keeps nothing', async () => {
		const { home, listing, code } = await shared();
		expect(await claimAsGuest(database.db, code, guest({ quantity: 4 }), asGuest())).toMatchObject({
			code: 'listing.more_than_there_is',
		});
		const late = asGuest(randomUUID(), later(listing.until, 1));
		expect(await claimAsGuest(database.db, code, guest(), late)).toMatchObject({ code: 'listing.ended' });
		expect(await counts(database.db, home.id, listing.id)).toEqual({ people: 2, handovers: 0 });
	});

	it('never tells whose post it is: whoever types the poster’s door comes in like anybody, and that household hears of it', async () => {
		const { li, listing, home, code } = await shared();
		const arrived = await claimAsGuest(database.db, code, guest({ door: '1-101' }), asGuest());
		expect(arrived).toMatchObject({ ok: true, value: { listingId: listing.id } });
		expect(await counts(database.db, home.id, listing.id)).toEqual({ people: 3, handovers: 1 });
		const told = await database.sql`select code from notifications where resident_id = ${li.id}`;
		expect(told.map((it) => it.code)).toContain('resident.waiting');
	});

	it('pledges a part of an ask', async () => {
		const { listing, code } = await shared({
			direction: 'ask',
			quantity: 4,
			parts: [
				{ title: '鸡蛋', quantity: 3, unit: '个' },
				{ title: '面粉', quantity: 1, unit: '斤' },
			],
		});
		const { parts } = (await findShared(database.db, code, NOW))!;
		expect(await claimAsGuest(database.db, code, guest({ part: randomUUID() }), asGuest())).toMatchObject({
			code: 'listing.part_missing',
			field: 'part',
		});
		expect(
			(await claimAsGuest(database.db, code, guest({ part: parts[0]!.id, quantity: 3 }), asGuest())).ok,
		).toBe(true);
		const [row] = await database.db.select().from(listings).where(eq(listings.id, listing.id));
		expect(row!.held).toBe(3);
	});
});
