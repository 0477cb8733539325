import { takesOrders, type OrderRefusal } from '../../domain/group-buy.ts';
import type { SharedBuy } from '../../domain/group-buy-view.ts';
import type { Locale } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { joinBuilding, type JoinRefusal } from '../account/join.ts';
import { findMemberById } from '../account/queries.ts';
import { findBuilding } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { findKnown, sideOf } from './access.ts';
import { orderWithin, type Wish } from './order.ts';
import { findBuyByShareCode, listLines } from './queries.ts';
import { lineView, minimumOf } from './shared-view.ts';

const CODE = /^[\w-]{16,64}$/;

/** What anybody with the link may read: the menu and how far it is, without names, doors, comments or how to pay. */
export async function findSharedBuy(db: Db, code: string, now: Date): Promise<SharedBuy | null> {
	const buy = CODE.test(code) ? await findBuyByShareCode(db, code) : null;
	if (!buy) return null;
	const [lines, building] = await Promise.all([listLines(db, buy.id), findBuilding(db, buy.buildingId)]);
	return {
		id: buy.id,
		title: buy.title,
		state: buy.state,
		supplier: buy.supplier,
		currency: buy.currency,
		closesAt: buy.closesAt,
		takesOrders: takesOrders(buy, now),
		building: building!.name,
		zone: building!.zone,
		households: buy.households,
		totalMinor: buy.totalMinor,
		minimum: minimumOf(buy),
		feeMinor: buy.feeMinor,
		lines: lines.map(lineView),
	};
}

export type GuestOrder = { name: string; door: string; lines: Wish[]; note: string; locale: Locale };
export type Arrived = {
	residentId: string;
	id: string;
	/** False where this household could not order: said behind the door. */
	ordered: boolean;
	returnCode: string | null;
};

/** How long a repeat of the same form may sign in again: the key is a secret of the browser that made it. */
const REPEATABLE = 10 * 60_000;

/** The first action on a link from the chat: joins the building behind that door and orders, both or neither. */
export async function orderAsGuest(
	db: Db,
	code: string,
	guest: GuestOrder,
	sent: Sent,
): Promise<Outcome<Arrived, JoinRefusal | OrderRefusal | KeyRefusal | 'not_found' | 'share.not_for_door'>> {
	let returnCode: string | null = null;
	const outcome = await once(db, sent, async (tx) => {
		const buy = CODE.test(code) ? await findBuyByShareCode(tx, code) : null;
		if (!buy) return refused('not_found');
		const { name, door, locale, lines, note } = guest;
		const way = { buildingId: buy.buildingId };
		const joined = await joinBuilding(tx, { way, name, door, login: null, locale }, sent.at);
		if (!joined.ok) return joined;
		const { residentId } = joined.value;
		const newcomer = (await findMemberById(tx, residentId))!;
		const known = (await findKnown(tx, buy.id))!;
		if (!sideOf(known, newcomer)) return refused('share.not_for_door', { field: 'door' });
		const ordered = await orderWithin(tx, newcomer, { groupBuyId: buy.id, lines, note }, sent.at);
		// That a door is lived behind is nothing a stranger learns here: the newcomer comes in and reads it there.
		if (!ordered.ok && ordered.code !== 'group_buy.confirmed_only') return ordered;
		returnCode = joined.value.returnCode;
		return done({ residentId, id: buy.id, ordered: ordered.ok, at: sent.at.toISOString() });
	});
	if (!outcome.ok) return outcome;
	const { at, ...arrived } = outcome.value;
	if (sent.at.getTime() - Date.parse(at) > REPEATABLE) return refused('key.reused');
	return done({ ...arrived, returnCode });
}
