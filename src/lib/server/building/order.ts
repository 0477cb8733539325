import { and, eq, isNotNull } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { may } from '../../domain/permission.ts';
import { markRightsChanged } from '../account/session.ts';
import { residents } from '../account/table.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { notify } from '../notification/notify.ts';
import { writeDown } from './log.ts';
import { findPerson } from './queries.ts';

/** A word from the stewards, with its reason; it stands in the log without a name. */
export async function warn(tx: Db, by: Member, residentId: string, reason: string, now: Date): Promise<void> {
	await writeDown(tx, by, { kind: 'warned', aboutId: residentId, reason }, now);
	await notify(
		tx,
		{
			to: [residentId],
			topic: 'building',
			code: 'resident.warned',
			detail: { reason },
			href: '/building/log',
		},
		now,
	);
}

/** For some days nothing new may be posted, claimed or said; what is under way goes on. */
export async function suspend(
	tx: Db,
	by: Member,
	residentId: string,
	{ reason, days }: { reason: string; days: number },
	now: Date,
): Promise<void> {
	const suspendedUntil = new Date(now.getTime() + days * 86_400_000);
	await tx.update(residents).set({ suspendedUntil }).where(eq(residents.id, residentId));
	await markRightsChanged(tx, residentId);
	await writeDown(tx, by, { kind: 'suspended', aboutId: residentId, reason, detail: { days } }, now);
	const detail = { reason, until: suspendedUntil.toISOString() };
	await notify(
		tx,
		{ to: [residentId], topic: 'building', code: 'resident.suspended', detail, href: '/building/log' },
		now,
	);
}

/** A steward takes a suspension back before its time. */
export function unsuspend(
	db: Db,
	by: Member,
	residentId: string,
	sent: Sent,
): Promise<Outcome<{ id: string; name: string }, 'not_found' | KeyRefusal>> {
	return once(db, sent, async (tx) => {
		const person = await findPerson(tx, by.buildingId, residentId);
		if (!person || !may(by, 'settle_reports') || person.id === by.id) return refused('not_found');
		const rows = await tx
			.update(residents)
			.set({ suspendedUntil: null })
			.where(and(eq(residents.id, person.id), isNotNull(residents.suspendedUntil)))
			.returning({ id: residents.id });
		if (rows.length > 0) await writeDown(tx, by, { kind: 'unsuspended', aboutId: person.id }, sent.at);
		return done({ id: person.id, name: person.name });
	});
}
