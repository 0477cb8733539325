import { type StepRefusal } from '../../domain/group-buy-steps.ts';
import { isReached } from '../../domain/group-buy.ts';
import { isConfirmed, type Member } from '../../domain/member.ts';
import { isSuspended } from '../../domain/order.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { secret } from '../installation/settings.ts';
import { findKnown, lockKnown, maySeeBuy, roleOf } from './access.ts';
import { nextDueAt, noticesAgain } from './due-at.ts';
import { tellOfBuy } from './news.ts';
import { listAudience, listPeopleOfOrders } from './people-queries.ts';
import { insertEvent, updateBuy } from './queries.ts';
import { CODE_BYTES, joinedBuildings } from './steps.ts';
import { groupBuyComments } from './table.ts';

type Said = Outcome<{ id: string }, StepRefusal | KeyRefusal | 'not_found'>;

export function commentOnBuy(
	db: Db,
	by: Member,
	input: { id: string; text: string },
	sent: Sent,
): Promise<Said> {
	return once(db, sent, async (tx): Promise<Said> => {
		if (isSuspended(by, sent.at)) return refused('people.suspended');
		const known = await findKnown(tx, input.id);
		if (!known || !maySeeBuy(known, by)) return refused('not_found');
		const { buy } = known;
		await tx.insert(groupBuyComments).values({
			groupBuyId: buy.id,
			writtenBy: by.id,
			actedBy: by.actedBy ?? null,
			text: input.text,
			createdAt: sent.at,
		});
		if (by.id !== buy.organiserId)
			await tellOfBuy(tx, [buy.organiserId], 'group_buy.commented', buy, sent.at, {
				// Who lives elsewhere stays unnamed here too.
				detail: isConfirmed(by) && by.buildingId === buy.buildingId ? { name: by.name, door: by.door } : {},
			});
		afterCommit(tx, { groupBuyId: buy.id });
		return done({ id: buy.id });
	});
}

/** The code of the link for the chat: the one there is, or the first; the organiser may replace it. */
export function shareBuy(
	db: Db,
	by: Member,
	input: { id: string; anew: boolean },
	sent: Sent,
): Promise<Outcome<{ code: string }, StepRefusal | KeyRefusal | 'not_found'>> {
	return once(db, sent, async (tx) => {
		const known = await lockKnown(tx, input.id);
		if (!known || !isConfirmed(by) || !maySeeBuy(known, by) || known.buy.state === 'draft')
			return refused('not_found');
		const anew = input.anew && roleOf(known, by) === 'organiser';
		const code = (anew ? null : known.buy.shareCode) ?? secret(CODE_BYTES);
		if (code !== known.buy.shareCode) await updateBuy(tx, input.id, { shareCode: code });
		return done({ code });
	});
}

/** More time: told to those who ordered, and the reminders run again. */
export function extend(db: Db, by: Member, input: { id: string; closesAt: Date }, sent: Sent): Promise<Said> {
	return once(db, sent, async (tx): Promise<Said> => {
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const { buy } = known;
		if (buy.state !== 'open') return refused('group_buy.state_changed');
		if (input.closesAt <= sent.at || input.closesAt <= buy.closesAt)
			return refused('group_buy.closes_past', { field: 'closesAt' });
		const { closesAt } = input;
		const again = { closesAt, missedAt: null, ...noticesAgain(closesAt, sent.at) };
		await updateBuy(tx, buy.id, { ...again, dueAt: nextDueAt({ ...buy, ...again }, sent.at) });
		await insertEvent(tx, { groupBuyId: buy.id, kind: 'extended', at: sent.at, byId: by.actedBy ?? by.id });
		const people = (await listPeopleOfOrders(tx, buy.id)).map((it) => it.residentId);
		await tellOfBuy(tx, people, 'group_buy.extended', buy, sent.at, {
			detail: { until: closesAt.toISOString() },
		});
		afterCommit(tx, { groupBuyId: buy.id });
		return done({ id: buy.id });
	});
}

/** Asks those who have not ordered, and those who have, for a little more. */
export function askForMore(db: Db, by: Member, id: string, sent: Sent): Promise<Said> {
	return once(db, sent, async (tx): Promise<Said> => {
		const known = await lockKnown(tx, id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const { buy } = known;
		if (buy.state !== 'open' || isReached(buy, buy)) return refused('group_buy.state_changed');
		if (buy.closesAt <= sent.at) return refused('group_buy.closes_past', { field: 'closesAt' });
		const all = await listAudience(tx, buy, joinedBuildings(known), by.entrance, false);
		await insertEvent(tx, { groupBuyId: id, kind: 'asked', at: sent.at, byId: by.actedBy ?? by.id });
		await tellOfBuy(tx, all, 'group_buy.asked_again', buy, sent.at, {
			detail: { until: buy.closesAt.toISOString() },
			whileState: 'open',
		});
		return done({ id });
	});
}
