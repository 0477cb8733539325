import { and, eq } from 'drizzle-orm';
import type { StepRefusal } from '../../domain/group-buy-steps.ts';
import type { HelpTask } from '../../domain/group-buy.ts';
import { isConfirmed, type Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { findMemberById } from '../account/queries.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { lockKnown, roleOf } from './access.ts';
import { tellOfBuy } from './news.ts';
import { insertEvent, updateBuy } from './queries.ts';
import { groupBuyHelpers, groupBuySides } from './table.ts';

type Settled = Outcome<{ id: string }, StepRefusal | KeyRefusal | 'not_found' | 'group_buy.confirmed_only'>;
export type HelperInput = { id: string; residentId: string; task: HelpTask | 'organiser'; remove: boolean };

/** Who helps with which step; of the task `organiser`: to whom the whole is offered. */
export function setHelper(db: Db, by: Member, input: HelperInput, sent: Sent): Promise<Settled> {
	return once(db, sent, async (tx): Promise<Settled> => {
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const { buy } = known;
		const person = await findMemberById(tx, input.residentId);
		if (!person || !isConfirmed(person) || person.buildingId !== buy.buildingId || person.id === by.id)
			return refused('group_buy.person_unknown', { field: 'resident' });
		const row = and(
			eq(groupBuyHelpers.groupBuyId, buy.id),
			input.task === 'organiser' ? undefined : eq(groupBuyHelpers.residentId, person.id),
			eq(groupBuyHelpers.task, input.task),
		);
		// The role is offered to one at a time.
		if (input.remove || input.task === 'organiser') await tx.delete(groupBuyHelpers).where(row);
		if (!input.remove) {
			await tx
				.insert(groupBuyHelpers)
				.values({ groupBuyId: buy.id, residentId: person.id, task: input.task, since: sent.at })
				.onConflictDoNothing();
			if (input.task === 'organiser')
				await tellOfBuy(tx, [person.id], 'group_buy.offered', buy, sent.at, {
					detail: { name: by.name, door: by.door },
				});
		}
		return done({ id: buy.id });
	});
}

/** Yes or no of the one who was asked to take the group buy over. */
export function takeOver(
	db: Db,
	by: Member,
	input: { id: string; yes: boolean },
	sent: Sent,
): Promise<Settled> {
	return once(db, sent, async (tx): Promise<Settled> => {
		const known = await lockKnown(tx, input.id);
		const offered = known?.helpers.some((it) => it.residentId === by.id && it.task === 'organiser');
		if (!known || !offered) return refused('not_found');
		if (!isConfirmed(by)) return refused('group_buy.confirmed_only');
		const { buy, sides } = known;
		await tx
			.delete(groupBuyHelpers)
			.where(and(eq(groupBuyHelpers.groupBuyId, buy.id), eq(groupBuyHelpers.task, 'organiser')));
		if (input.yes) {
			await updateBuy(tx, buy.id, { organiserId: by.id, organiserHouseholdId: by.householdId });
			await tx.update(groupBuySides).set({ organiserId: by.id }).where(eq(groupBuySides.id, sides[0]!.id));
			await insertEvent(tx, { groupBuyId: buy.id, kind: 'taken_over', at: sent.at, byId: by.id });
		}
		if (input.yes)
			await tellOfBuy(tx, [buy.organiserId], 'group_buy.taken_over', buy, sent.at, {
				detail: { name: by.name, door: by.door },
			});
		afterCommit(tx, { groupBuyId: buy.id });
		return done({ id: buy.id });
	});
}
