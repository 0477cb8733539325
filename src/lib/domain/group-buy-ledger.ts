/**
 * Accounts of a group buy's books; entries of one movement add up to zero, so all of them do at every moment.
 * `household`: what a household owes (+) or has paid too much (−). `side`: the same of a whole compound without Stairwell.
 * `goods`: what was bought for a side and not yet charged to its households. `supplier`: what the supplier is still owed
 * (−). `purse`: cash that lies with a side's organiser. `advance`: what somebody advanced and has not got back (−).
 * `margin`: the organiser's own (−). `written_off`, `carried`: differences let go, or kept for the next time.
 */
export const ACCOUNTS = [
	'household',
	'side',
	'goods',
	'supplier',
	'purse',
	'advance',
	'margin',
	'written_off',
	'carried',
] as const;
export type Account = (typeof ACCOUNTS)[number];

export const MOVES = [
	'invoice',
	'charge',
	'payment',
	'refund',
	'advance',
	'repayment',
	'supplier_paid',
	'side_paid',
	'problem',
	'carried',
	'carried_in',
	'written_off',
	'reversal',
] as const;
export type Move = (typeof MOVES)[number];

/** What one says and the other confirms: a household's payment, an advance, its repayment, one side's money to the other. */
export const PAYMENT_KINDS = ['payment', 'advance', 'repayment', 'side_paid'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

export type Entry = {
	account: Account;
	sideId?: string | null;
	orderId?: string | null;
	residentId?: string | null;
	amountMinor: number;
};

/** Do the entries cancel out? Only such a movement is ever written. */
export function isBalanced(entries: readonly Entry[]): boolean {
	return entries.length > 1 && entries.reduce((sum, entry) => sum + entry.amountMinor, 0) === 0;
}

/** Accounts that stand in the way of closing unless they are at zero. */
export const MUST_BE_ZERO: readonly Account[] = ['household', 'side', 'goods', 'supplier', 'advance'];

export type Balance = { account: Account; sideId: string | null; amountMinor: number };

/**
 * What is not yet settled: accounts that are not zero, and sides away from home (`away`) whose purse – less what was
 * written off and carried over there – has not been paid over.
 */
export function openBalances(balances: readonly Balance[], away: readonly string[]): Balance[] {
	const open = balances.filter((it) => MUST_BE_ZERO.includes(it.account) && it.amountMinor !== 0);
	for (const sideId of away) {
		const rest = balances
			.filter((it) => it.sideId === sideId && !MUST_BE_ZERO.includes(it.account))
			.reduce((sum, it) => sum + it.amountMinor, 0);
		if (rest !== 0) open.push({ account: 'purse', sideId, amountMinor: rest });
	}
	return open;
}

/** What the desk may take back. What was invoiced and charged is shared out once; what the next bill took up is the next bill's. */
export const REVERSIBLE: readonly Move[] = [
	'payment',
	'refund',
	'carried',
	'written_off',
	'problem',
	'advance',
	'repayment',
	'supplier_paid',
	'side_paid',
];

export type ReversalRefusal = 'group_buy.move_unknown' | 'group_buy.reversed' | 'group_buy.taken_up';

/** Why a movement cannot be taken back, or null: each once, and nothing that the next group buy already counts with. */
export function refuseReversal(move: {
	kind: Move;
	reversed: boolean;
	takenUp: boolean;
}): ReversalRefusal | null {
	if (!REVERSIBLE.includes(move.kind)) return 'group_buy.move_unknown';
	if (move.reversed) return 'group_buy.reversed';
	return move.takenUp ? 'group_buy.taken_up' : null;
}

/** The counter entries: together with what they take back every account is where it was. */
export function mirror(entries: readonly Entry[]): Entry[] {
	return entries.map((entry) => ({ ...entry, amountMinor: -entry.amountMinor }));
}

/** A difference so small that it may go to the next group buy without a word of reason, in minor units. */
export const SMALL_MINOR = 100;
