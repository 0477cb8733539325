import { createHmac, randomInt } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { CODE_ALPHABET, RETURN_CODE_LENGTH } from '../../domain/account.ts';
import type { Db } from '../db/connect.ts';
import { codeKey } from '../installation/settings.ts';
import { residents } from './table.ts';

/** A code to write down, and what the table keeps of it. */
export type ReturnCode = { code: string; hash: string };

export async function makeReturnCode(db: Db): Promise<ReturnCode> {
	const code = Array.from(
		{ length: RETURN_CODE_LENGTH },
		() => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)],
	).join('');
	return { code, hash: hashReturnCode(await codeKey(db), code) };
}

/** Forty bits could be tried out against a plain hash; the key of the HMAC is 256 bits. */
export function hashReturnCode(key: string, code: string): string {
	return createHmac('sha256', key).update(`return-code:${code}`).digest('base64url');
}

/** Makes somebody a new code; the old one stops working. */
export async function renewReturnCode(db: Db, residentId: string): Promise<string> {
	const { code, hash } = await makeReturnCode(db);
	await db.update(residents).set({ returnCodeHash: hash }).where(eq(residents.id, residentId));
	return code;
}

/** Is this the code that brings this person back now? */
export async function isReturnCodeOf(db: Db, residentId: string, code: string): Promise<boolean> {
	const [row] = await db
		.select({ hash: residents.returnCodeHash })
		.from(residents)
		.where(eq(residents.id, residentId));
	return row?.hash === hashReturnCode(await codeKey(db), code);
}
