import { describe, expect, it } from 'vitest';
import { mayDecideOn, normaliseLogin, readReturnCode, refuseHalfLogin, statusOnJoining } from './account.ts';
import type { Member } from './member.ts';

const chen: Member = {
	id: 'chen',
	name: '陈阿姨',
	status: 'confirmed',
	roles: [],
	householdId: 'h1',
	door: '2-1102',
	entrance: '2',
	buildingId: 'b1',
	buildingName: '佳成大厦',
	communityId: 'c1',
	communityNumber: 1,
	zone: 'Asia/Shanghai',
	locale: null,
	quiet: { from: 0, to: 0 },
};

describe('joining', () => {
	it('lets in at once only the first of a household, by the poster, where the building says so', () => {
		expect(statusOnJoining('by_code', true, 0)).toBe('confirmed');
		for (const [joining, byPoster, people] of [
			['by_code', true, 1],
			['by_code', false, 0],
			['by_hand', true, 0],
			['by_hand', false, 3],
		] as const)
			expect(statusOnJoining(joining, byPoster, people)).toBe('waiting');
	});
	it('takes the yes of a steward or of the same door, of nobody else', () => {
		const newcomer = { householdId: 'h1', buildingId: 'b1' };
		expect(mayDecideOn(chen, newcomer)).toBe(true);
		expect(mayDecideOn({ ...chen, householdId: 'h2' }, newcomer)).toBe(false);
		expect(mayDecideOn({ ...chen, householdId: 'h2', roles: ['volunteer', 'operator'] }, newcomer)).toBe(
			false,
		);
		expect(mayDecideOn({ ...chen, householdId: 'h2', roles: ['steward'] }, newcomer)).toBe(true);
		expect(mayDecideOn({ ...chen, status: 'waiting', roles: ['steward'] }, newcomer)).toBe(false);
		expect(mayDecideOn({ ...chen, buildingId: 'b2', roles: ['steward'] }, newcomer)).toBe(false);
	});
});

describe('what people type to come back', () => {
	it.each(['ABCD-2345', 'abcd 2345', ' abcd2345 ', 'ＡＢＣＤ２３４５'])('%s is one code', (typed) =>
		expect(readReturnCode(typed)).toBe('ABCD2345'),
	);
	it.each(['', 'ABCD234', 'ABCD23456', 'ABCD234O', '1BCD2345'])('%j is none', (typed) =>
		expect(readReturnCode(typed)).toBeNull(),
	);
	it('login names are the same in capitals and full width', () =>
		expect(normaliseLogin(' Ｃhen ')).toBe('chen'));
	it('a login name and a password go together', () => {
		expect(refuseHalfLogin('chen', '')).toEqual({ code: 'login.without_password', field: 'password' });
		expect(refuseHalfLogin('', 'geheimnis')).toEqual({ code: 'password.without_login', field: 'login' });
		expect(refuseHalfLogin('', '')).toBeNull();
		expect(refuseHalfLogin('chen', 'geheimnis')).toBeNull();
	});
});
