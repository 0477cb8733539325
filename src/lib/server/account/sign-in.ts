import { normaliseLogin, readReturnCode } from '../../domain/account.ts';
import { readDoor, writeDoor } from '../../domain/household.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { codeKey } from '../installation/settings.ts';
import { verifyPassword } from './password.ts';
import { findByLogin, findByReturnCode } from './queries.ts';
import { hashReturnCode } from './return-code.ts';

/**
 * Who may come in with a login name and password, or with their door (or name) and return code. Every way is tried every
 * time, so that neither the answer nor its time tells whether somebody is known here.
 */
export async function signIn(
	db: Db,
	typed: { login: string; password: string },
): Promise<Outcome<{ residentId: string }, 'sign_in.wrong'>> {
	const login = normaliseLogin(typed.login);
	const known = await findByLogin(db, login);
	const byPassword = await verifyPassword(known?.passwordHash ?? null, typed.password);
	const coming = await findByReturnCode(
		db,
		hashReturnCode(await codeKey(db), readReturnCode(typed.password) ?? ''),
	);
	const byCode =
		coming !== null &&
		[coming.door, normaliseLogin(coming.name), coming.login].includes(asDoor(typed.login) ?? login);
	if (known && byPassword) return done({ residentId: known.id });
	if (byCode) return done({ residentId: coming.id });
	return refused('sign_in.wrong', { field: 'password' });
}

function asDoor(typed: string): string | null {
	const door = readDoor(typed);
	return door ? writeDoor(door) : null;
}

/** Whom a limit on tries counts: all spellings of one login or door alike. */
export function signInBucket(login: string): string {
	return asDoor(login) ?? normaliseLogin(login);
}
