import type { Member, Role } from './member.ts';
import { isConfirmed, isSteward } from './member.ts';

export const LOGIN_LENGTH = { least: 2, most: 64 };
export const PASSWORD_LENGTH = { least: 8, most: 200 };
export const NAME_LENGTH = 40;
export const PHONE_LENGTH = 30;
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const RETURN_CODE_LENGTH = 8;

export const JOININGS = ['by_hand', 'by_code'] as const;
export type Joining = (typeof JOININGS)[number];

export type AccountRefusal =
	| 'setup.done'
	| 'setup.time_zone_unknown'
	| 'setup.contact_unreadable'
	| 'join.code_unknown'
	| 'door.unreadable'
	| 'door.unknown'
	| 'login.taken'
	| 'login.without_password'
	| 'password.without_login'
	| 'password.wrong'
	| 'sign_in.wrong'
	| 'people.not_waiting'
	| 'people.not_confirmed'
	| 'people.last_steward';

/** Return codes as people type them: small letters, spaces and dashes, O for 0 and I or L for 1 left out of the alphabet. */
export function readReturnCode(typed: string): string | null {
	const code = typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s-]+/g, '');
	const known = [...code].every((letter) => CODE_ALPHABET.includes(letter));
	return known && code.length === RETURN_CODE_LENGTH ? code : null;
}

/** Login names are compared without regard to case and form. */
export function normaliseLogin(typed: string): string {
	return typed.normalize('NFKC').trim().toLowerCase();
}

/** A login name and a password go together; either alone is refused at the one that is there. */
export function refuseHalfLogin(login: string, password: string) {
	if (login !== '' && password === '') return { code: 'login.without_password', field: 'password' } as const;
	if (login === '' && password !== '') return { code: 'password.without_login', field: 'login' } as const;
	return null;
}

/**
 * A poster proves presence, not a door: only the first person of a household, in a building that lets in by code, is in
 * at once. Everybody else waits for the yes of somebody of the household or of a steward.
 */
export function statusOnJoining(
	joining: Joining,
	byPoster: boolean,
	peopleInHousehold: number,
): Member['status'] {
	return joining === 'by_code' && byPoster && peopleInHousehold === 0 ? 'confirmed' : 'waiting';
}

/** Who may say yes or no to a newcomer: stewards of the building, and those who live behind the same door. */
export function mayDecideOn(by: Member, newcomer: { householdId: string; buildingId: string }): boolean {
	if (!isConfirmed(by) || by.buildingId !== newcomer.buildingId) return false;
	return isSteward(by) || by.householdId === newcomer.householdId;
}

/** Roles that a steward gives and takes; the operator is whoever set the installation up. */
export const GIVEN_ROLES = ['steward', 'volunteer'] as const satisfies readonly Role[];
export type GivenRole = (typeof GIVEN_ROLES)[number];
