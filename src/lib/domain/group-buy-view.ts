import type { BuyDraft, DraftLine } from './group-buy-draft.ts';
import type { BuyState } from './group-buy.ts';
import type { MineView } from './group-buy-mine-view.ts';

/**
 * What the pages of group buys are given, and the JSON of routes.md with more beside it. Times are `Date` (JSON: ISO 8601
 * in UTC), money integers in minor units of `currency`, quantities units – of weighed goods grams.
 */
export type Photo = { id: string; width: number; height: number };

/** A line of the menu, and how far it is. */
export type LineView = DraftLine & {
	id: string;
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

/** `load` of `/group-buys/[id]` is `{ buy: BuyView, key, text: … }`. How to pay is shown only to households that ordered and to the organisers. */
export type BuyView = Omit<BuyDraft, 'lines'> & {
	id: string;
	state: BuyState;
	/** Takes orders at this moment. */
	takesOrders: boolean;
	paymentPhoto: string | null;
	pickupText: string;
	minimum: MinimumView;
	/** The deadline is over and the minimum missed: a moment with four ways out. */
	missed: boolean;
	households: number;
	units: number;
	totalMinor: number;
	/** What all bills come to once it is shared out; null before. */
	billedMinor: number | null;
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
