import { createHash, createHmac } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { MailWants } from '../../domain/letter.ts';
import type { Member } from '../../domain/member.ts';
import { done, refused, type Outcome } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { codeKey } from '../installation/settings.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { letters, mailAddresses } from './table.ts';

const GOOD_FOR = 7 * 86_400_000;

/** 256 bits that only the mail itself carries: made anew from the installation's key when it is written. */
export async function confirmToken(
	db: Db,
	about: { residentId: string; address: string; askedAt: Date },
): Promise<string> {
	const what = `mail:${about.residentId}:${about.address}:${about.askedAt.getTime()}`;
	return createHmac('sha256', await codeKey(db))
		.update(what)
		.digest('base64url');
}

const hash = (token: string) => createHash('sha256').update(token).digest('hex');

/** Mail is to go there; until whoever reads there has said yes, only that question is sent. */
export function askForMail(
	db: Db,
	by: Member,
	input: { address: string; wants: MailWants },
	sent: Sent,
): Promise<Outcome<{ id: string }, KeyRefusal>> {
	return once(db, sent, async (tx) => {
		const asked = { ...input, askedAt: sent.at, confirmedAt: null, toldAt: sent.at, nextAt: sent.at };
		const token = await confirmToken(tx, {
			residentId: by.id,
			address: input.address,
			askedAt: sent.at,
		});
		const row = { ...asked, tokenHash: hash(token) };
		await tx
			.insert(mailAddresses)
			.values({ residentId: by.id, ...row })
			.onConflictDoUpdate({ target: mailAddresses.residentId, set: row });
		await tx.insert(letters).values({
			via: 'mail',
			kind: 'confirm',
			onceKey: `confirm:${by.id}:${sent.key}`,
			residentId: by.id,
			createdAt: sent.at,
			dueAt: sent.at,
		});
		return done({ id: by.id });
	});
}

/** Another rhythm for an address that is there. */
export async function chooseMail(db: Db, by: Member, wants: MailWants, now: Date): Promise<void> {
	await db.update(mailAddresses).set({ wants, nextAt: now }).where(eq(mailAddresses.residentId, by.id));
}

/** No mail any more. */
export async function dropMail(db: Db, by: Member): Promise<void> {
	await db.delete(mailAddresses).where(eq(mailAddresses.residentId, by.id));
}

/** Does this link still ask something? Opening it changes nothing. */
export async function isAsked(db: Db, token: string, now: Date): Promise<boolean> {
	const rows = await db.select({ id: mailAddresses.residentId }).from(mailAddresses).where(asks(token, now));
	return rows.length === 1;
}

/** Whoever reads there has said yes; a link answers once. */
export async function confirmMail(
	db: Db,
	token: string,
	now: Date,
): Promise<Outcome<{ id: string }, 'not_found'>> {
	const [row] = await db
		.update(mailAddresses)
		.set({ confirmedAt: now, tokenHash: null, toldAt: now, nextAt: now })
		.where(asks(token, now))
		.returning({ id: mailAddresses.residentId });
	return row ? done({ id: row.id }) : refused('not_found');
}

function asks(token: string, now: Date) {
	return and(
		eq(mailAddresses.tokenHash, hash(token)),
		sql`${mailAddresses.confirmedAt} is null`,
		gt(mailAddresses.askedAt, new Date(now.getTime() - GOOD_FOR)),
	);
}
