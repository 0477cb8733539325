import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { MORNING } from '../../../../tests/listings.ts';
import { countUp, LIMITS, type Limit } from './limit.ts';

const at = useDatabase();
const later = new Date(MORNING.getTime() + 3_600_000);
const STRICT = ['claim', 'search', 'upload', 'people', 'subscribe', 'change', 'join'] as const;

/** How many come through of those that are sent one after the other. */
async function through(
	limit: Limit,
	many: number,
	who: (i: number) => string,
	address: string,
): Promise<number> {
	let passed = 0;
	for (let i = 0; i < many; i++)
		if ((await countUp(at.db, limit, who(i), MORNING, address)) === null) passed++;
	return passed;
}

describe('a limit', () => {
	it.each(STRICT)(
		'%s: an account is held short, its neighbours behind the same address are not',
		async (name) => {
			const limit: Limit = LIMITS[name];
			const address = `10.0.0.1-${name}`;
			expect(await through(limit, limit.most + 5, () => `one-${name}`, address)).toBe(limit.most);
			expect(await countUp(at.db, limit, `another-${name}`, MORNING, address)).toBeNull();
			expect(await countUp(at.db, limit, `one-${name}`, MORNING, '10.0.0.2')).toBeGreaterThan(0);
			expect(await countUp(at.db, limit, `one-${name}`, later, address)).toBeNull();
		},
	);

	it.each(STRICT)('%s: an address with ever new accounts is cut off as well', async (name) => {
		const limit: Limit = LIMITS[name];
		const address = `10.0.0.9-${name}`;
		await countUp(at.db, limit, 'first', MORNING, address);
		// As if nearly all of it had been used.
		await at.sql`update limits set used = ${limit.byAddress! - 10} where bucket = ${`${limit.name}@${address}`}`;
		expect(await through(limit, 20, (i) => `new-${name}-${i}`, address)).toBe(10);
		expect(await countUp(at.db, limit, `new-${name}-x`, MORNING, '10.0.0.10')).toBeNull();
	});

	it('takes nothing of an address for what an account is refused', async () => {
		const limit: Limit = LIMITS.claim;
		await through(limit, limit.most + 40, () => 'without end', '10.0.0.20');
		const [row] = await at.sql`select used from limits where bucket = ${`${limit.name}@10.0.0.20`}`;
		expect(row).toEqual({ used: limit.most });
	});

	it('leaves room for a building of 400 households behind one address', () => {
		// In one hour each lists its neighbours ten times, joins, and within a minute of a good offer all claim twice.
		expect(LIMITS.people.byAddress).toBeGreaterThanOrEqual(400 * 10);
		expect(LIMITS.join.byAddress).toBeGreaterThanOrEqual(400 * 2);
		expect(LIMITS.joinByBuilding.most).toBeGreaterThanOrEqual(400 * 2);
		expect(LIMITS.claim.byAddress).toBeGreaterThanOrEqual(400 * 2);
		expect(LIMITS.signInByAddress.most).toBeGreaterThanOrEqual(200);
	});
});
