import type { BuyState, HelpTask } from './group-buy.ts';
import type { Account, Move, PaymentKind } from './group-buy-ledger.ts';
import type { ProblemView } from './group-buy-mine-view.ts';
import type { BuyStep } from './group-buy-steps.ts';
import type { BuyView } from './group-buy-view.ts';

/** One household's row at the desk and on the packing list. Outside a building's own people: door only, or the number. */
export type OrderRow = {
	id: string;
	sideId: string;
	door: string;
	floor: number;
	entrance: string;
	name: string;
	/** Who ordered for them, where a helper did. */
	helper: string | null;
	number: number | null;
	note: string;
	placedAt: Date;
	lines: {
		lineId: string;
		quantity: number;
		flex: number;
		substitute: boolean;
		received: number | null;
		/** What sharing out would give just now; null before it came and after it was shared out. */
		preview: number | null;
		packed: boolean;
	}[];
	dueMinor: number;
	paidMinor: number;
	saidMinor: number;
	keptMinor: number;
	balanceMinor: number;
	packed: boolean;
	pickup: 'waiting' | 'called' | 'skipped' | 'collected' | 'left' | 'signed';
	collectedAt: Date | null;
	residentId: string | null;
};

export type SideView = {
	id: string;
	name: string;
	state: 'invited' | 'joined' | 'declined';
	home: boolean;
	outside: boolean;
	/** Run by this viewer. */
	own: boolean;
	households: number;
	units: number;
	/** What its households owe together, and of that confirmed as paid. */
	dueMinor: number;
	paidMinor: number;
	/** Address of the invitation, for the one who invited. */
	link: string | null;
};

export type PaymentRow = {
	id: string;
	kind: PaymentKind;
	orderId: string | null;
	/** Door or name of whose it is, as far as the viewer may know. */
	who: string;
	amountMinor: number;
	method: string;
	note: string;
	saidAt: Date;
	state: 'said' | 'confirmed' | 'rejected' | 'reversed';
	/** This viewer is the one whose yes is missing. */
	mine: boolean;
};

/** One movement that the desk may take back with a reason. */
export type MoveRow = {
	id: number;
	kind: Move;
	/** Door or name of whose it is; empty: the supplier’s. */
	who: string;
	amountMinor: number;
	at: Date;
	reason: string;
};

/** `load` of `/group-buys/[id]/manage` is `{ desk: DeskView, key, texts, suggestions }`. */
export type DeskView = Omit<BuyView, 'mine' | 'sides' | 'lastOrder' | 'calling'> & {
	steps: BuyStep[];
	/** What this viewer may do here: everything, their own side, or a helper's task. */
	role: 'organiser' | 'side' | 'helper' | 'steward';
	tasks: HelpTask[];
	openAskedAt: Date | null;
	approved: boolean;
	sides: SideView[];
	/** Of the viewer's own side (and outside sides of the organiser), in order of number, else of door. */
	orders: OrderRow[];
	/** Per line what to order: cases, pieces, and what is over or missing. */
	supply: {
		lineId: string;
		title: string;
		unit: string;
		units: number;
		cases: number;
		pieces: number;
		missing: number;
		totalMinor: number;
	}[];
	allocated: boolean;
	payments: PaymentRow[];
	/** Movements of the books that may be taken back, newest first. */
	moves: MoveRow[];
	books: { account: Account; side: string | null; amountMinor: number }[];
	/** What still stands in the way of settling. */
	open: { account: Account; side: string | null; amountMinor: number }[];
	problems: ProblemView[];
	helpers: { residentId: string; name: string; door: string; task: HelpTask | 'organiser' }[];
	/** Neighbours who can be asked to help, to take over, or who have no phone. */
	neighbours: { id: string; name: string; door: string }[];
	pickup: { next: number | null; called: number[]; waiting: number; skipped: number[]; collected: number };
	someonePaid: boolean;
};

/** The text for the chat at this step, ready to copy: numbers, never doors. */
export type ChatText = {
	kind: 'missing' | 'open' | 'locked' | 'supplier' | 'arrived' | 'pickup' | 'unpaid' | 'missed' | 'cancelled';
	text: string;
};

/** `load` of `/group-buys/[id]/packing` is `{ packing: PackingView, key }`. */
export type PackingView = {
	id: string;
	title: string;
	state: BuyState;
	side: string;
	orders: {
		id: string;
		number: number | null;
		door: string;
		floor: number;
		name: string;
		note: string;
		packed: boolean;
		collected: boolean;
		/** Cold things first. */
		items: {
			lineId: string;
			title: string;
			unit: string;
			weighed: boolean;
			quantity: number;
			keepCold: boolean;
			packed: boolean;
		}[];
	}[];
	/** By item: cold things first, how many altogether, and who gets them by number (or door). */
	items: {
		lineId: string;
		title: string;
		unit: string;
		keepCold: boolean;
		total: number;
		parts: { number: number | null; door: string; quantity: number }[];
	}[];
};

/** What a 接龙 pasted from the chat came to, before it is saved. */
export type PastedOrder = {
	/** The line as it was pasted. */
	source: string;
	door: string | null;
	items: { lineId: string; quantity: number }[];
	/** Why somebody has to look at it; empty: clear. */
	doubts: (
		| 'no_door'
		| 'door_unknown'
		| 'nothing_named'
		| 'unclear_item'
		| 'unclear_quantity'
		| 'door_twice'
		| 'own_order'
	)[];
};
