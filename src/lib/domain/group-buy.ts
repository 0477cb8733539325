import type { Member } from './member.ts';
import { isConfirmed, isOfHousehold, isSteward } from './member.ts';

export const BUY_STATES = [
	'draft',
	'open',
	'locked',
	'ordered',
	'arrived',
	'pickup',
	'settled',
	'failed',
	'cancelled',
] as const;
export type BuyState = (typeof BUY_STATES)[number];

/** Every change of state there is. The database refuses all others (drizzle/…_group_buy_invariants.sql). */
export const BUY_CHANGES: Record<BuyState, readonly BuyState[]> = {
	draft: ['open', 'cancelled'],
	open: ['locked', 'failed', 'cancelled'],
	locked: ['ordered', 'open', 'cancelled'],
	ordered: ['arrived', 'cancelled'],
	arrived: ['pickup'],
	pickup: ['settled'],
	// Reopened: somebody found a mistake; the log says who and why.
	settled: ['pickup'],
	failed: [],
	cancelled: [],
};

export const FEE_RULES = ['equal', 'value'] as const;
export type FeeRule = (typeof FEE_RULES)[number];
export const PAY_WHEN = ['after', 'before', 'pickup'] as const;
/** `before`: with the order; `pickup`: when fetching; `after`: when the bill is known. */
export type PayWhen = (typeof PAY_WHEN)[number];
export const NUMBER_ORDERS = ['door', 'order'] as const;
/** Pickup numbers in order of floor and door, or of ordering. */
export type NumberOrder = (typeof NUMBER_ORDERS)[number];

export const MAX_LINES = 100;
export const MAX_PRICE_MINOR = 10_000_000;
export const MAX_UNITS = 1_000_000;
export const SUPPLIER_LENGTH = 80;
export const PAYMENT_LENGTH = 300;

/** What the rules need to know of a menu line. Quantities are units, of weighed goods grams. */
export type LineFacts = {
	id: string;
	title: string;
	caseSize: number;
	cap: number | null;
	least: number;
	most: number | null;
	step: number;
	ordered: number;
	flex: number;
};

export type BuyFacts = {
	id: string;
	state: BuyState;
	closesAt: Date;
	organiserId: string;
	organiserHouseholdId: string;
	buildingId: string;
	communityId: string;
};

/** Takes orders at this very second? No timer has a say in it. */
export function takesOrders(buy: Pick<BuyFacts, 'state' | 'closesAt'>, now: Date): boolean {
	return buy.state === 'open' && now < buy.closesAt;
}

export type OrderRefusal =
	| 'group_buy.not_open'
	| 'group_buy.closed'
	| 'group_buy.line_unknown'
	| 'group_buy.nothing_ordered'
	| 'group_buy.no_order'
	| 'group_buy.not_a_step'
	| 'group_buy.below_least'
	| 'group_buy.above_most'
	| 'group_buy.not_enough_left'
	| 'group_buy.too_much_flex'
	| 'group_buy.confirmed_only'
	| 'people.suspended';

export type LineWish = { quantity: number; flex: number };

/** What this household may still have of a line at most, in whole steps: `mine` is what it has already. */
export function mostFor(line: LineFacts, mine: number): number {
	const free = line.cap === null ? MAX_UNITS : line.cap - line.ordered + mine;
	const most = Math.max(0, Math.min(free, line.most ?? MAX_UNITS));
	return most - (most % line.step);
}

/** Why a line may not be set to this, with what is left; null when it may. */
export function refuseLine(
	line: LineFacts,
	wish: LineWish,
	mine: number,
): { code: OrderRefusal; detail: Record<string, string | number> } | null {
	const no = (code: OrderRefusal, detail: Record<string, string | number>) => ({
		code,
		detail: { title: line.title, ...detail },
	});
	const { quantity, flex } = wish;
	if (quantity % line.step !== 0 || flex % line.step !== 0)
		return no('group_buy.not_a_step', { step: line.step });
	if (quantity > 0 && quantity < line.least) return no('group_buy.below_least', { least: line.least });
	if (line.most !== null && quantity > line.most) return no('group_buy.above_most', { most: line.most });
	if (line.most !== null && quantity + flex > line.most)
		return no('group_buy.too_much_flex', { most: line.most });
	// Whoever takes less, or keeps what they have, is never refused for what others did.
	if (line.cap !== null && quantity > mine && line.ordered - mine + quantity > line.cap)
		return no('group_buy.not_enough_left', { left: mostFor(line, mine), wanted: quantity });
	return null;
}

/** Why nobody may order now, or null. */
export function refuseOrdering(
	buy: Pick<BuyFacts, 'state' | 'closesAt'>,
	now: Date,
): 'group_buy.not_open' | 'group_buy.closed' | null {
	if (buy.state === 'draft') return 'group_buy.not_open';
	return takesOrders(buy, now) ? null : 'group_buy.closed';
}

export type Minimums = {
	minimumMinor: number | null;
	minimumUnits: number | null;
	minimumHouseholds: number | null;
};
export type Standing = { totalMinor: number; units: number; households: number };

/** What is still missing to each minimum that was set; all null or zero: it is reached. */
export function missingTo(minimums: Minimums, now: Standing) {
	const lacks = (least: number | null, has: number) => (least === null ? null : Math.max(0, least - has));
	return {
		minor: lacks(minimums.minimumMinor, now.totalMinor),
		units: lacks(minimums.minimumUnits, now.units),
		households: lacks(minimums.minimumHouseholds, now.households),
	};
}

/** Is every minimum reached? With nobody's order there is nothing to buy. */
export function isReached(minimums: Minimums, now: Standing): boolean {
	const { minor, units, households } = missingTo(minimums, now);
	return now.households > 0 && !minor && !units && !households;
}

export const HELP_TASKS = ['orders', 'packing', 'pickup', 'money'] as const;
export type HelpTask = (typeof HELP_TASKS)[number];

/** Who runs a part of it: a side is the home building or one that joined. */
export type SideFacts = { id: string; buildingId: string | null; organiserId: string | null; home: boolean };

/** Does this person run the whole group buy? The organiser alone; handing over takes the other's yes. */
export function isOrganiser(
	buy: Pick<BuyFacts, 'organiserId'>,
	viewer: Pick<Member, 'id' | 'status'>,
): boolean {
	return viewer.status === 'confirmed' && viewer.id === buy.organiserId;
}

export function isOrganisersHousehold(
	buy: Pick<BuyFacts, 'organiserHouseholdId'>,
	viewer: Pick<Member, 'status' | 'householdId'>,
): boolean {
	return isOfHousehold(viewer, buy.organiserHouseholdId);
}

/** The first time somebody asks neighbours for money, a steward of the building says yes; stewards answer for themselves. */
export function needsYes(by: Member, approvedBefore: boolean): boolean {
	return !approvedBefore && !(isConfirmed(by) && isSteward(by));
}

/** The goods are there: from then on it is billed and fetched. */
export function hasCome(state: BuyState): boolean {
	return state === 'arrived' || state === 'pickup' || state === 'settled';
}

/** Called off, or given up: nobody owes anything of it any more. */
export function isOver(state: BuyState): boolean {
	return state === 'failed' || state === 'cancelled';
}

/** A problem can be reported until a day after it was fetched; never fetched: until a day after the whole was settled. */
export const PROBLEM_FOR = 24 * 3_600_000;

type Fetched = Record<'signedAt' | 'collectedAt' | 'leftAt' | 'calledAt' | 'packedAt', Date | null>;

/** May this household say now that something was not right? Also when the books are closed: an answer opens them again. */
export function mayReport(buy: { state: BuyState; changedAt: Date }, order: Fetched, now: Date): boolean {
	if (buy.state !== 'pickup' && buy.state !== 'settled') return false;
	const fetched = order.signedAt ?? order.collectedAt ?? order.leftAt;
	const until = fetched ?? (buy.state === 'settled' ? buy.changedAt : null);
	if (until === null) return order.calledAt !== null || order.packedAt !== null;
	return now.getTime() - until.getTime() <= PROBLEM_FOR;
}
