import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import type { Member } from '../../domain/member.ts';
import { countUp, LIMITS } from '../installation/limit.ts';
import { openSession, findSignedIn } from './session.ts';
import { setLogin } from './set-login.ts';
import { signIn, signInBucket } from './sign-in.ts';

const at = useDatabase();
let chen: Member;
let token: string;

beforeAll(async () => {
	chen = await aNeighbour(at.db, await aBuilding(at.db), '2-302', { name: '陈阿姨' });
	token = await openSession(at.db, chen.id, new Date(), { device: '' });
	const set = await setLogin(at.db, chen, { login: 'Chen', password: 'bean sprouts', current: '' }, token);
	expect(set.ok).toBe(true);
});

describe('signing in', () => {
	it('takes login and password', async () =>
		expect(await signIn(at.db, { login: ' CHEN ', password: 'bean sprouts' })).toEqual({
			ok: true,
			value: { residentId: chen.id },
		}));

	it.each([
		['chen', 'wrong password'],
		['nobody', 'bean sprouts'],
		['2-302', 'bean sprouts'],
		['2-302', 'ABCD2345'],
		['陈阿姨', 'bean sprouts'],
		['chen', ''],
	])('%s with %j is refused in the same words as everything else', async (login, password) =>
		expect(await signIn(at.db, { login, password })).toEqual({
			ok: false,
			code: 'sign_in.wrong',
			field: 'password',
		}),
	);

	it('takes as long for a stranger as for a wrong password', async () => {
		const time = async (login: string) => {
			const runs: number[] = [];
			for (let i = 0; i < 15; i++) {
				const start = performance.now();
				await signIn(at.db, { login, password: 'not this one' });
				runs.push(performance.now() - start);
			}
			return runs.sort((a, b) => a - b)[7]!;
		};
		await time('warm up');
		const [known, unknown] = [await time('chen'), await time('nobody')];
		// Without the comparison with nobody's hash the ratio is below a fifth.
		expect(unknown / known).toBeGreaterThan(0.6);
		expect(unknown / known).toBeLessThan(1.7);
	});

	it('counts all spellings of a login together, and stops at the limit until the window is over', async () => {
		expect(new Set(['2-302', '2单元302室', ' 2－302 '].map(signInBucket)).size).toBe(1);
		expect(signInBucket(' CHEN')).toBe('chen');
		const now = new Date('2026-11-05T10:00:00Z');
		for (let i = 0; i < LIMITS.signInByLogin.most; i++)
			expect(await countUp(at.db, LIMITS.signInByLogin, 'chen', now)).toBeNull();
		expect(await countUp(at.db, LIMITS.signInByLogin, 'chen', now)).toBe(900);
		expect(await countUp(at.db, LIMITS.signInByLogin, 'wang', now)).toBeNull();
		expect(await countUp(at.db, LIMITS.signInByLogin, 'chen', new Date(now.getTime() + 900_000))).toBeNull();
	});
});

describe('a new password', () => {
	it('needs the present one and signs the other devices out', async () => {
		const other = await openSession(at.db, chen.id, new Date(), { device: '' });
		const input = { login: 'chen', password: 'fresh bean sprouts' };
		expect(await setLogin(at.db, chen, { ...input, current: 'guess' }, token)).toMatchObject({
			code: 'password.wrong',
			field: 'current',
		});
		expect((await findSignedIn(at.db, other, new Date()))?.member.id).toBe(chen.id);
		expect((await setLogin(at.db, chen, { ...input, current: 'bean sprouts' }, token)).ok).toBe(true);
		expect(await findSignedIn(at.db, other, new Date())).toBeNull();
		expect((await findSignedIn(at.db, token, new Date()))?.member.id).toBe(chen.id);
		expect((await signIn(at.db, { login: 'chen', password: 'bean sprouts' })).ok).toBe(false);
	});
	it('does not take a login that somebody has', async () => {
		const li = await aNeighbour(at.db, await aBuilding(at.db), '1-101');
		expect(
			await setLogin(at.db, li, { login: 'CHEN', password: 'something else', current: '' }, ''),
		).toMatchObject({ code: 'login.taken', field: 'login' });
	});
});
