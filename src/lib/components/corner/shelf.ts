import type { ShelfCategory } from '#lib/domain/corner.ts';

/** A shelf as its page needs it: everything said already, so that the page carries no words of its own. */
export type ShownItem = {
	id: string;
	title: string;
	category: ShelfCategory;
	quantity: number;
	unit: string;
	/** `5 袋` */
	amount: string;
	/** Address of its picture. */
	photo: string | null;
	/** `最好 11月30日前` */
	date: string | null;
	past: boolean;
	soon: boolean;
	/** `3 小时前数过`, with who for stewards. */
	counted: string;
	countWanted: boolean;
	/** The button to take one, and the names of what else there is to tap: which thing it is about. */
	take: { label: string; name: string; clear: string; look: string };
	mayTake: boolean;
};
export type ShownGone = Pick<ShownItem, 'id' | 'title' | 'category' | 'photo' | 'unit'>;

export type ShownShelf = {
	id: string;
	/** Where its forms are sent. */
	path: string;
	place: string;
	photo: string | null;
	about: string[];
	items: ShownItem[];
	gone: ShownGone[];
	wishes: { id: string; title: string; mayWithdraw: boolean }[];
	countAsked: string | null;
	pastCount: number;
	confirmed: boolean;
	keeps: boolean;
	follows: boolean;
	medicine: boolean;
};
