import { eq, sql } from 'drizzle-orm';
import { BUY_STEPS, type BuyStep, type StepRefusal } from '../../domain/group-buy-steps.ts';
import { isReached, needsYes, type BuyState } from '../../domain/group-buy.ts';
import { compareDoors, readDoor } from '../../domain/household.ts';
import type { Member } from '../../domain/member.ts';
import { isSuspended } from '../../domain/order.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { listStewards } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { secret } from '../installation/settings.ts';
import { changedBy } from '../listing/facts.ts';
import { asksFor, lockKnown, roleOf, type Known } from './access.ts';
import { countOpenBalances } from './book-queries.ts';
import { nextDueAt, noticesAgain, pastNotices } from './due-at.ts';
import { tellOfBuy } from './news.ts';
import { listOrders, type PlacedOrder } from './order-queries.ts';
import { listAudience, listPeopleOfOrders, wasApproved } from './people-queries.ts';
import { insertEvent, markBuyState, updateBuy, type BuyRow } from './queries.ts';
import { groupBuyOrders } from './order-table.ts';

/** Of a link: 128 bits, as with posts. */
export const CODE_BYTES = 16;

type Stepped = Outcome<{ id: string; state: BuyState }, StepRefusal | KeyRefusal | 'not_found'>;
export type StepInput = { id: string; step: BuyStep; reason: string; closesAt: Date | null; text: string };

/** Buildings that joined, for whom news of all sides is meant. */
export function joinedBuildings({ sides, buy }: Pick<Known, 'buy' | 'sides'>): string[] {
	return sides
		.filter(
			(side) => side.state === 'joined' && side.buildingId !== null && side.buildingId !== buy.buildingId,
		)
		.map((side) => side.buildingId!);
}

/** One step of the organiser's: compare-and-set, with the log by trigger. Two at once: one is told that it has moved on. */
export function takeBuyStep(db: Db, by: Member, input: StepInput, sent: Sent): Promise<Stepped> {
	return once(db, sent, async (tx): Promise<Stepped> => {
		const now = sent.at;
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const { buy } = known;
		const { from, to } = BUY_STEPS[input.step];
		if (!(from as readonly BuyState[]).includes(buy.state)) return refused('group_buy.state_changed');
		if (input.step === 'open' && isSuspended(by, now)) return refused('people.suspended');
		const refusal = await refuseStep(tx, known, input, now);
		if (refusal) return refused(refusal.code, refusal);
		if (input.step === 'open') return open(tx, known, by, now);
		const change = await changeOf(tx, known, input, now);
		const trail = { ...changedBy(by), changedAt: now, changeReason: input.reason };
		if (!(await markBuyState(tx, buy.id, from, to, { ...change, ...trail })))
			return refused('group_buy.state_changed');
		await tell(tx, known, input, now);
		afterCommit(tx, { groupBuyId: buy.id });
		return done({ id: buy.id, state: to });
	});
}

type Refused = { code: StepRefusal; field?: string; detail?: Record<string, number> };

async function refuseStep(
	tx: Db,
	{ buy, sides }: Known,
	input: StepInput,
	now: Date,
): Promise<Refused | null> {
	const { step, reason, closesAt } = input;
	if ((step === 'reopen' || step === 'unsettle' || step === 'fail') && reason === '')
		return { code: 'group_buy.reason_missing', field: 'reason' };
	if (step === 'cancel' && buy.state !== 'draft' && reason === '')
		return { code: 'group_buy.reason_missing', field: 'reason' };
	if (step === 'open' && buy.closesAt <= now) return { code: 'group_buy.closes_past', field: 'closesAt' };
	if (step === 'reopen' && (closesAt ?? buy.closesAt) <= now)
		return { code: 'group_buy.closes_past', field: 'closesAt' };
	if (step === 'lock') {
		if (buy.households === 0) return { code: 'group_buy.nobody_ordered' };
		if (!isReached(buy, buy)) return { code: 'group_buy.minimum_missing' };
	}
	if (step === 'pickup' && buy.allocatedAt === null) return { code: 'group_buy.not_allocated' };
	if (step === 'settle') {
		const open = await countOpenBalances(tx, buy.id, sides);
		if (open > 0) return { code: 'group_buy.not_balanced', detail: { open } };
	}
	return null;
}

/** Opens now, at `opensAt`, or – the first time – once a steward has said yes. */
async function open(tx: Db, known: Known, by: Member, now: Date): Promise<Stepped> {
	const { buy } = known;
	const asks = buy.approvedAt === null && needsYes(by, await wasApproved(tx, by.id));
	if (asks) {
		await updateBuy(tx, buy.id, { openAskedAt: now });
		await insertEvent(tx, { groupBuyId: buy.id, kind: 'approval_asked', at: now, byId: by.actedBy ?? by.id });
		const stewards = await listStewards(tx, buy.buildingId);
		await tellOfBuy(tx, stewards, 'group_buy.approval_asked', buy, now, {
			detail: { name: by.name, door: by.door },
		});
		return done({ id: buy.id, state: 'draft' });
	}
	const approved = { approvedAt: buy.approvedAt ?? now, approvedBy: buy.approvedBy ?? by.id };
	await updateBuy(tx, buy.id, { openAskedAt: now, ...approved });
	return openWhenDue(tx, { ...known, buy: { ...buy, openAskedAt: now } }, changedBy(by), by.entrance, now);
}

/** What the timer does too: open it if its time has come, else look again then. */
export async function openWhenDue(
	tx: Db,
	known: Known,
	by: { changedBy: string | null; changedFor: string | null },
	entrance: string,
	now: Date,
): Promise<Stepped> {
	const { buy } = known;
	if (buy.opensAt && buy.opensAt > now) {
		await updateBuy(tx, buy.id, { dueAt: buy.opensAt });
		return done({ id: buy.id, state: 'draft' });
	}
	const told = pastNotices(buy.closesAt, now);
	const dueAt = nextDueAt({ ...buy, ...told, state: 'open' }, now);
	// With its link, so that the text for the chat is ready at once.
	const shareCode = buy.shareCode ?? secret(CODE_BYTES);
	const change = { ...by, ...told, changedAt: now, dueAt, shareCode };
	if (!(await markBuyState(tx, buy.id, ['draft'], 'open', change))) return refused('group_buy.state_changed');
	const all = await listAudience(tx, buy, joinedBuildings(known), entrance, false);
	await tellOfBuy(tx, all, 'group_buy.opened', buy, now, {
		detail: { until: buy.closesAt.toISOString() },
		whileState: 'open',
	});
	afterCommit(tx, { groupBuyId: buy.id });
	return done({ id: buy.id, state: 'open' });
}

/** A steward's yes to somebody's first group buy; it opens with it. */
export function approve(db: Db, by: Member, id: string, sent: Sent): Promise<Stepped> {
	return once(db, sent, async (tx): Promise<Stepped> => {
		const known = await lockKnown(tx, id);
		if (!known || !asksFor(known.buy, by)) return refused('not_found');
		const { buy } = known;
		if (buy.closesAt <= sent.at) return refused('group_buy.closes_past');
		await updateBuy(tx, id, { approvedAt: sent.at, approvedBy: by.id });
		await insertEvent(tx, { groupBuyId: id, kind: 'approved', at: sent.at, byId: by.id });
		await tellOfBuy(tx, [buy.organiserId], 'group_buy.approved', buy, sent.at, {
			href: `/group-buys/${id}/manage`,
		});
		return openWhenDue(tx, known, { changedBy: by.id, changedFor: null }, by.entrance, sent.at);
	});
}

/** What else changes with the state. */
async function changeOf(
	tx: Db,
	{ buy }: Known,
	{ step, closesAt, text }: StepInput,
	now: Date,
): Promise<Partial<BuyRow>> {
	switch (step) {
		case 'lock':
			await giveNumbers(tx, buy);
			return { lockedAt: now, dueAt: null };
		case 'reopen': {
			await tx
				.update(groupBuyOrders)
				.set({ pickupNumber: null })
				.where(eq(groupBuyOrders.groupBuyId, buy.id));
			const until = closesAt ?? buy.closesAt;
			const again = { closesAt: until, lockedAt: null, ...noticesAgain(until, now) };
			return { ...again, dueAt: nextDueAt({ ...buy, ...again, state: 'open' }, now) };
		}
		case 'pickup':
			return { pickupAt: now, pickupText: text || buy.pickupText };
		default:
			return step === 'fail' || step === 'cancel' ? { dueAt: null } : {};
	}
}

/** Numbers from 1 in each side, fixed from here on: in order of entrance, floor and door, or of ordering. */
async function giveNumbers(tx: Db, buy: BuyRow): Promise<void> {
	const orders = await listOrders(tx, buy.id);
	const sorted = buy.numberOrder === 'order' ? orders : [...orders].sort(byDoor);
	const next = new Map<string, number>();
	const numbers = sorted.map(({ id, sideId }) => {
		const number = (next.get(sideId) ?? 0) + 1;
		next.set(sideId, number);
		return { id, number };
	});
	await tx.execute(sql`
		update group_buy_orders o set pickup_number = n.number
		from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb) as n (id uuid, number int) where o.id = n.id`);
}

export function byDoor(a: PlacedOrder, b: PlacedOrder): number {
	const [one, other] = [doorOf(a), doorOf(b)];
	if (one && other) return compareDoors(one, other);
	return one ? -1 : other ? 1 : a.door.localeCompare(b.door, 'zh', { numeric: true });
}

function doorOf({ householdId, door, entrance, floor, doorNumber, part }: PlacedOrder) {
	return householdId === null ? readDoor(door) : { entrance, floor, number: doorNumber, part };
}

async function tell(tx: Db, known: Known, { step, reason }: StepInput, now: Date): Promise<void> {
	const { buy } = known;
	const people = await listPeopleOfOrders(tx, buy.id);
	const all = [...new Set(people.map((it) => it.residentId))];
	const detail: Record<string, string> = reason === '' ? {} : { reason };
	switch (step) {
		case 'lock': {
			const numbers = new Map((await listOrders(tx, buy.id)).map((it) => [it.id, it.pickupNumber]));
			for (const { orderId, residentId } of people)
				await tellOfBuy(tx, [residentId], 'group_buy.locked', buy, now, {
					detail: { number: numbers.get(orderId) ?? 0 },
				});
			return;
		}
		case 'reopen':
			return tellOfBuy(tx, all, 'group_buy.reopened', buy, now, { detail });
		case 'unsettle':
			return tellOfBuy(tx, all, 'group_buy.unsettled', buy, now, { detail });
		case 'fail':
			return tellOfBuy(tx, all, 'group_buy.failed', buy, now, { detail });
		case 'cancel':
			return tellOfBuy(tx, all, 'group_buy.cancelled', buy, now, { detail });
		case 'settle':
			return tellOfBuy(tx, all, 'group_buy.settled', buy, now);
	}
}
