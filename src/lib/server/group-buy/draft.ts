import { randomUUID } from 'node:crypto';
import { refuseDraft, type BuyDraft, type DraftRefusal } from '../../domain/group-buy-draft.ts';
import type { StepRefusal } from '../../domain/group-buy-steps.ts';
import type { Member } from '../../domain/member.ts';
import { isSuspended } from '../../domain/order.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { audienceOf } from '../listing/audience.ts';
import { changedBy } from '../listing/facts.ts';
import type { StoredPhoto } from '../photo/process.ts';
import type { ReadLine } from './draft-form.ts';
import { groupBuyLines } from './order-table.ts';
import { keepPaymentPhoto } from './payment-terms.ts';
import { groupBuys, groupBuySides } from './table.ts';

export type DraftInput = Omit<BuyDraft, 'lines'> & {
	lines: ReadLine[];
	photo: StoredPhoto | null;
	from: string | null;
};
export type Drafted = Outcome<{ id: string }, DraftRefusal | StepRefusal | KeyRefusal | 'not_found'>;

/** A new group buy, seen by its organiser alone until it is opened. */
export async function draft(db: Db, by: Member, input: DraftInput, sent: Sent): Promise<Drafted> {
	const now = sent.at;
	if (isSuspended(by, now)) return refused('people.suspended');
	const refusal = refuseDraft(input, by, now);
	if (refusal) return refused(refusal.code, { field: refusal.field });
	return once(db, sent, async (tx) => {
		const id = randomUUID();
		const { lines, photo, from, ...said } = input;
		await tx.insert(groupBuys).values({
			...said,
			id,
			communityId: by.communityId,
			buildingId: by.buildingId,
			organiserId: by.id,
			organiserHouseholdId: by.householdId,
			audience: audienceOf(said.scope, by),
			copiedFrom: from,
			createdAt: now,
			changedAt: now,
			...changedBy(by),
		});
		await tx.insert(groupBuySides).values({
			groupBuyId: id,
			position: 0,
			buildingId: by.buildingId,
			name: by.buildingName,
			organiserId: by.id,
			state: 'joined',
			invitedAt: now,
			joinedAt: now,
		});
		await tx.insert(groupBuyLines).values(lines.map((line, position) => asRow(line, id, position)));
		if (photo) await keepPaymentPhoto(tx, id, photo, by, now);
		return done({ id });
	});
}

/** A line of the menu as it is kept. */
export function asRow({ id: _, ...line }: ReadLine, groupBuyId: string, position: number) {
	return { ...line, groupBuyId, position };
}
