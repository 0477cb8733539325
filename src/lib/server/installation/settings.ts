import { eq } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import type { Db } from '../db/connect.ts';
import { settings } from './table.ts';

export async function findSetting<T>(db: Db, name: string): Promise<T | null> {
	const [row] = await db.select().from(settings).where(eq(settings.name, name));
	return row ? (row.value as T) : null;
}

/** The setting, made at the first call: of several app servers that start together, one wins and all answer the same. */
export async function settingOr<T>(db: Db, name: string, make: () => T): Promise<T> {
	const found = await findSetting<T>(db, name);
	if (found !== null) return found;
	await db.insert(settings).values({ name, value: make() }).onConflictDoNothing();
	return (await findSetting<T>(db, name))!;
}

/** Key of the HMACs over codes that are short enough to be tried out: 256 bits, base64url. */
export function codeKey(db: Db): Promise<string> {
	return settingOr(db, 'code_key', () => secret(32));
}

/** Random bytes as base64url; 16 bytes are the 128 bits that a link needs. */
export function secret(bytes: number): string {
	return randomBytes(bytes).toString('base64url');
}

/** Writes a setting that must not be there yet; false when it was. A second writer waits for the first. */
export async function settingOnce(db: Db, name: string, value: unknown): Promise<boolean> {
	const rows = await db
		.insert(settings)
		.values({ name, value })
		.onConflictDoNothing()
		.returning({ name: settings.name });
	return rows.length === 1;
}

export async function keepSetting(db: Db, name: string, value: unknown): Promise<void> {
	await db
		.insert(settings)
		.values({ name, value })
		.onConflictDoUpdate({ target: settings.name, set: { value } });
}

export async function dropSetting(db: Db, name: string): Promise<void> {
	await db.delete(settings).where(eq(settings.name, name));
}
