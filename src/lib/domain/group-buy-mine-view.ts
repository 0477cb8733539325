import type { Move } from './group-buy-ledger.ts';

export type BillView = {
	goodsMinor: number;
	feeMinor: number;
	discountMinor: number;
	marginMinor: number;
	dueMinor: number;
	/** An estimate until what came has been shared out. */
	estimate: boolean;
};

export type MyLine = {
	id: string;
	title: string;
	unit: string;
	quantity: number;
	flex: number;
	/** true: anything similar is welcome, false: nothing instead. */
	substitute: boolean;
	received: number | null;
	costMinor: number;
};

export type MineView = {
	orderId: string | null;
	lines: MyLine[];
	note: string;
	dueMinor: number;
	paidMinor: number;
	pickupNumber: number | null;
	bill: BillView | null;
	/** Said but not yet confirmed. */
	saidMinor: number;
	/** Left from an earlier group buy: above zero is owed, below zero is taken off. */
	keptMinor: number;
	/** Due, with what was left from before, less paid: above zero is owed, below zero comes back. */
	balanceMinor: number;
	packed: boolean;
	/** Where it stands at the pickup. `ahead`: called after how many others (0: next). */
	pickup: 'waiting' | 'called' | 'skipped' | 'collected' | 'left' | 'signed' | null;
	ahead: number | null;
	statement: StatementRow[];
	problems: ProblemView[];
	mayReport: boolean;
};

/** One line of a household's statement; `amountMinor` above zero is owed. */
export type StatementRow = {
	at: Date;
	kind: Move;
	amountMinor: number;
	balanceMinor: number;
	reason: string;
	/** Of a reversal: what it takes back. */
	reverses: Move | null;
};

export type ProblemView = {
	id: string;
	orderId: string;
	number: number | null;
	title: string;
	quantity: number;
	note: string;
	photo: string | null;
	saidAt: Date;
	creditMinor: number | null;
	answer: string;
	settled: boolean;
};
