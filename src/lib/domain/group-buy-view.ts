import type { Scope } from './listing.ts';
import type { BuyState, BuyStep, FeeRule, HelpTask, NumberOrder, PayWhen } from './group-buy.ts';
import type { Account, Move, PaymentKind } from './group-buy-ledger.ts';
import type { ShortageRule } from './share-out.ts';

/**
 * What the pages of group buys are given, and the JSON of routes.md with more beside it. Times are `Date` (JSON: ISO 8601
 * in UTC), money integers in minor units of `currency`, quantities units – of weighed goods grams.
 */
export type Photo = { id: string; width: number; height: number };

export type LineView = {
	id: string;
	title: string;
	unit: string;
	priceMinor: number;
	caseSize: number;
	cap: number | null;
	least: number;
	most: number | null;
	step: number;
	weighed: boolean;
	keepCold: boolean;
	photo: string | null;
	/** Over all sides: what is ordered for sure, what would be taken more, full cases, what the begun case lacks. */
	ordered: number;
	flex: number;
	cases: number;
	missing: number;
	/** What is left under the cap; null: no cap. */
	remaining: number | null;
	/** After it came. */
	arrived: number | null;
	invoiceMinor: number | null;
	substitute: string;
};

/** What is still missing to each minimum; null: there is no such minimum, 0: reached. */
export type MinimumView = {
	minor: number | null;
	units: number | null;
	households: number | null;
	reached: boolean;
};

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
	/** Due less paid: above zero is owed, below zero comes back. */
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

export type BuyEvent = { at: Date; kind: string; by: string | null; reason: string };

/** `load` of `/group-buys`; JSON: `{ groupBuys, next: null }`. */
export type BuyCard = {
	id: string;
	title: string;
	state: BuyState;
	closesAt: Date;
	opensAt: Date | null;
	supplier: string;
	currency: string;
	households: number;
	totalMinor: number;
	minimum: MinimumView;
	/** Does this viewer's household have an order, and does the viewer run or help with it? */
	ordered: boolean;
	organises: boolean;
	pickupNumber: number | null;
	photo: string | null;
	/** Another building's that this one joined: its name. */
	from: string | null;
	/** Invited or waiting for this steward's yes. */
	asks: 'approve' | 'join' | null;
};

/** `load` of `/group-buys/[id]` is `{ buy: BuyView, key, text: … }`. */
export type BuyView = {
	id: string;
	title: string;
	details: string;
	state: BuyState;
	currency: string;
	opensAt: Date | null;
	closesAt: Date;
	/** Takes orders at this moment. */
	takesOrders: boolean;
	scope: Scope;
	supplier: string;
	feeMinor: number;
	discountMinor: number;
	marginMinor: number;
	feeRule: FeeRule;
	shortageRule: ShortageRule;
	payWhen: PayWhen;
	/** How to pay; shown only to households that ordered and to the organisers. */
	payment: string;
	paymentPhoto: string | null;
	numberOrder: NumberOrder;
	pickupPlace: string;
	pickupText: string;
	minimumMinor: number | null;
	minimumUnits: number | null;
	minimumHouseholds: number | null;
	minimum: MinimumView;
	/** The deadline is over and the minimum missed: a moment with four ways out. */
	missed: boolean;
	households: number;
	units: number;
	totalMinor: number;
	lines: LineView[];
	/** Name and door only within one's own building. */
	organiser: { name: string; door: string } | null;
	building: string;
	/** All sides by name, without people: how many households, how far. */
	sides: { name: string; households: number; totalMinor: number; own: boolean }[];
	mine: MineView;
	/** The viewer's last order elsewhere with the same titles, to fill the form; null where there is none. */
	lastOrder: { lineId: string; quantity: number; flex: number }[] | null;
	log: BuyEvent[];
	comments: {
		id: string;
		text: string;
		createdAt: Date;
		name: string | null;
		door: string | null;
		own: boolean;
		/** Written by a helper for them; whose name helpers read, and nobody else. */
		helped: boolean;
		helper: string | null;
	}[];
	/** Numbers called just now in the viewer's own side. */
	calling: number[];
	may: {
		order: boolean;
		pay: boolean;
		manage: boolean;
		approve: boolean;
		share: boolean;
		comment: boolean;
		/** The organiser's role is offered to this viewer. */
		takeOver: boolean;
	};
	shareCode: string | null;
};

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
	balanceMinor: number;
	packed: boolean;
	pickup: 'waiting' | 'called' | 'skipped' | 'collected' | 'left' | 'signed';
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
	state: 'said' | 'confirmed' | 'rejected';
	/** This viewer is the one whose yes is missing. */
	mine: boolean;
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
		'no_door' | 'door_unknown' | 'nothing_named' | 'unclear_item' | 'unclear_quantity' | 'door_twice'
	)[];
};

/** A live event `group_buy` of `/events`. */
export type BuyNumbers = {
	id: string;
	state: BuyState;
	households: number;
	totalMinor: number;
	closesAt: string;
	lines: {
		id: string;
		ordered: number;
		flex: number;
		cases: number;
		missing: number;
		remaining: number | null;
	}[];
};

/** `load` of `/s/[code]/group-buy`, where `/s/[code]` of a group buy leads: what anybody with the link may read. */
export type SharedBuy = {
	id: string;
	title: string;
	state: BuyState;
	supplier: string;
	currency: string;
	closesAt: Date;
	takesOrders: boolean;
	building: string;
	zone: string;
	households: number;
	totalMinor: number;
	minimum: MinimumView;
	feeMinor: number;
	lines: LineView[];
};

/** `load` of `/group-buys/join/[code]`, with `{ code, key, signedIn, mayAccept, takesOrders, href }` beside. */
export type OutsideView = {
	id: string;
	title: string;
	state: BuyState;
	/** The invited side's name; `outside` as long as no building with Stairwell has taken the link up. */
	side: string;
	sideState: 'invited' | 'joined' | 'declined';
	outside: boolean;
	organiser: string;
	building: string;
	zone: string;
	supplier: string;
	currency: string;
	closesAt: Date;
	households: number;
	totalMinor: number;
	lines: LineView[];
	/** Their own list by number, else by door; of nobody else. */
	orders: {
		door: string;
		number: number | null;
		note: string;
		dueMinor: number;
		items: { lineId: string; title: string; unit: string; quantity: number; received: number | null }[];
	}[];
	now: Date;
};
