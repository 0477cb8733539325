import { describe, expect, it } from 'vitest';
import { isConfirmed, isHelper, isSteward, ROLES, type Member, type Role } from './member.ts';
import { MAY, may, standingsOf, type Permission } from './permission.ts';

const PERMISSIONS = Object.keys(MAY) as Permission[];
const rolesOf = (bits: number): Role[] => ROLES.filter((_, i) => bits & (1 << i));
const everybody: Pick<Member, 'status' | 'roles' | 'elsewhere'>[] = (
	['waiting', 'confirmed'] as const
).flatMap((status) =>
	[false, true].flatMap((elsewhere) =>
		Array.from({ length: 2 ** ROLES.length }, (_, bits) => ({ status, elsewhere, roles: rolesOf(bits) })),
	),
);

describe('the table of who may do what', () => {
	it('says the same as the older questions, for every standing there is', () => {
		for (const who of everybody) {
			const member = who as Member;
			expect([who, may(who, 'let_in')]).toEqual([who, isSteward(member)]);
			expect([who, may(who, 'act_for')]).toEqual([who, isHelper(member)]);
			expect([who, may(who, 'read_people')]).toEqual([who, isConfirmed(member)]);
		}
	});

	it('gives newcomers and relatives nothing that a role would give', () => {
		for (const who of everybody.filter((it) => it.status === 'waiting' || it.elsewhere))
			for (const what of PERMISSIONS)
				expect([what, may(who, what)]).toEqual([what, may({ ...who, roles: [] }, what)]);
	});

	it('never takes anything away with a role', () => {
		const alone = { status: 'confirmed', roles: [] } as const;
		for (const who of everybody.filter((it) => it.status === 'confirmed' && !it.elsewhere))
			for (const what of PERMISSIONS)
				if (may(alone, what)) expect([what, may(who, what)]).toEqual([what, true]);
	});

	it('lets an operator look after the installation, not after the people', () => {
		const operator = { status: 'confirmed', roles: ['operator'] } as const;
		expect(standingsOf(operator)).toEqual(['neighbour', 'operator']);
		expect(
			PERMISSIONS.filter((what) => may(operator, what) && !may({ ...operator, roles: [] }, what)),
		).toEqual(['settle_stewards', 'add_building', 'wipe_building']);
	});
});
