import { eq } from 'drizzle-orm';
import { normaliseLogin } from '../../domain/account.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { isDouble } from '../db/failure.ts';
import { transact } from '../db/transact.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { findPasswordHash } from './queries.ts';
import { closeOtherSessions } from './session.ts';
import { residents } from './table.ts';

export type LoginInput = {
	login: string;
	password: string;
	/** The present password, where there is one. */ current: string;
};

/** Gives somebody a login name and password, or others than before; every other browser of theirs is signed out. */
export async function setLogin(
	db: Db,
	member: Member,
	input: LoginInput,
	token: string,
): Promise<Outcome<object, 'password.wrong' | 'login.taken'>> {
	const kept = await findPasswordHash(db, member.id);
	if (kept !== null && !(await verifyPassword(kept, input.current)))
		return refused('password.wrong', { field: 'current' });
	const passwordHash = await hashPassword(input.password);
	try {
		await transact(db, async (tx) => {
			await tx
				.update(residents)
				.set({ login: normaliseLogin(input.login), passwordHash })
				.where(eq(residents.id, member.id));
			await closeOtherSessions(tx, member.id, token);
		});
	} catch (error) {
		if (isDouble(error, 'resident_login_once')) return refused('login.taken', { field: 'login' });
		throw error;
	}
	return done({});
}
