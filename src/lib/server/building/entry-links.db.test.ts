import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, later, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour, aHouse } from '../../../../tests/people.ts';
import { enterByCode } from '../account/enter.ts';
import { addPhone, inviteRelative } from '../account/household.ts';
import { findMemberById } from '../account/queries.ts';
import { findSignedIn, openSession } from '../account/session.ts';
import { claim } from '../listing/claim.ts';
import { findHandoverView } from '../listing/handover-view.ts';
import { addBuilding } from './add-building.ts';
import { letBack } from './let-back.ts';
import { listPeopleFor } from './people.ts';

const at = useDatabase();
const guest = (now = MORNING) => ({ actor: 'guest', key: randomUUID(), fingerprint: 'x', at: now });
const form = { name: '', door: '', login: '', password: '', locale: 'zh-CN' } as const;

describe('a link that opens the door once', () => {
	it('lets one of two in who come with it at the same moment', async () => {
		const { wang } = await aHouse(at.db);
		const [a, b] = at.connect(2);
		for (let i = 0; i < 10; i++) {
			const made = await addPhone(at.db, wang, sends(wang));
			const code = made.ok ? made.value.code! : '';
			expect(code.length).toBeGreaterThanOrEqual(22);
			const both = await Promise.all([
				enterByCode(a!.db, code, form, guest()),
				enterByCode(b!.db, code, form, guest()),
			]);
			expect(both.map((it) => (it.ok ? it.value.residentId : it.code)).sort()).toEqual(
				[wang.id, 'entry.over'].sort(),
			);
		}
		const [kept] = await at.sql<{ hash: string }[]>`select hash from entry_codes limit 1`;
		expect(await enterByCode(at.db, kept!.hash, form, guest())).toMatchObject({ code: 'entry.over' });
	});

	it('is over after ten minutes, and when another was made', async () => {
		const { wang } = await aHouse(at.db);
		const make = async () => {
			const made = await addPhone(at.db, wang, sends(wang));
			return made.ok ? made.value.code! : '';
		};
		const first = await make();
		expect(await enterByCode(at.db, first, form, guest(later(MORNING, 0.2)))).toMatchObject({
			code: 'entry.over',
		});
		const second = await make();
		expect(await enterByCode(at.db, first, form, guest())).toMatchObject({ code: 'entry.over' });
		expect((await enterByCode(at.db, second, form, guest())).ok).toBe(true);
	});

	it('brings back who lost everything: household told, every other phone out, old ways gone', async () => {
		const { steward, wang, building } = await aHouse(at.db);
		const husband = await aNeighbour(at.db, building, '1-102');
		await at.sql`update residents set login = 'wang', password_hash = 'x' where id = ${wang.id}`;
		const lost = await openSession(at.db, wang.id, MORNING, { device: '' });
		const made = await letBack(at.db, steward, wang.id, sends(steward));
		if (!made.ok) throw new Error(made.code);
		const told =
			await at.sql`select from notifications where resident_id = ${husband.id} and code = 'resident.let_back'`;
		expect(told).toHaveLength(1);
		const back = await enterByCode(at.db, made.value.code!, form, guest());
		expect(back).toMatchObject({ ok: true, value: { residentId: wang.id } });
		expect(back.ok && back.value.returnCode).toMatch(/^[2-9A-Z]{8}$/);
		expect(await findSignedIn(at.db, lost, MORNING)).toBeNull();
		const [row] = await at.sql`select login, password_hash from residents where id = ${wang.id}`;
		expect(row).toEqual({ login: null, password_hash: null });
		// By a steward only, of this building only, and never to become the operator.
		expect(await letBack(at.db, wang, husband.id, sends(wang))).toMatchObject({ code: 'not_found' });
		const other = await aNeighbour(at.db, building, '2-101', { roles: ['steward'] });
		expect(await letBack(at.db, other, steward.id, sends(other))).toMatchObject({ code: 'people.operator' });
		const stranger = await aNeighbour(at.db, await aBuilding(at.db), '1-101', { roles: ['steward'] });
		expect(await letBack(at.db, stranger, wang.id, sends(stranger))).toMatchObject({ code: 'not_found' });
	});

	it('lets a relative into one household, who sees no neighbour and acts for that household', async () => {
		const { wang, li } = await aHouse(at.db);
		const made = await inviteRelative(at.db, wang, sends(wang));
		const code = made.ok ? made.value.code! : '';
		const came = await enterByCode(at.db, code, { ...form, name: '女儿' }, guest());
		if (!came.ok) throw new Error(came.code);
		const daughter = (await findMemberById(at.db, came.value.residentId))!;
		expect(daughter).toMatchObject({ householdId: wang.householdId, elsewhere: true, status: 'confirmed' });
		expect(await listPeopleFor(at.db, daughter)).toEqual([]);
		const listing = await aListing(at.db, li);
		const claimed = await claim(at.db, wang, { listingId: listing.id, quantity: 1, part: null }, sends(wang));
		if (!claimed.ok) throw new Error(claimed.code);
		expect(await findHandoverView(at.db, daughter, claimed.value.id)).toMatchObject({ side: 'receiver' });
		expect(await inviteRelative(at.db, daughter, sends(daughter))).toMatchObject({ code: 'not_found' });
	});

	it('gives a new building its first steward, once', async () => {
		const { steward, wang } = await aHouse(at.db);
		const input = {
			building: '二号楼',
			community: '',
			doors: '101..303',
			timeZone: '',
			joining: 'by_code',
		} as const;
		expect(await addBuilding(at.db, wang, input, sends(wang))).toMatchObject({ code: 'not_found' });
		const added = await addBuilding(at.db, steward, input, sends(steward));
		if (!added.ok) throw new Error(added.code);
		const came = await enterByCode(at.db, added.value.code!, { ...form, name: '彭', door: '201' }, guest());
		if (!came.ok) throw new Error(came.code);
		expect(await findMemberById(at.db, came.value.residentId)).toMatchObject({
			roles: ['steward'],
			door: '201',
			communityId: steward.communityId,
		});
	});
});
