import { isSteward, type Member } from '../../domain/member.ts';
import type { ShelfCategory, Taker } from '../../domain/corner.ts';
import { safeShelfTitle } from '../../domain/corner.ts';
import type { CornerRow } from './queries.ts';

/** Who reaches for a shelf: somebody of its building, or a guest, told apart by a hash. */
export type Hand = { member: Member } | { guest: string };

/** A corner is its building's. */
export function isOfBuilding(corner: Pick<CornerRow, 'buildingId'>, viewer: Member): boolean {
	return corner.buildingId === viewer.buildingId;
}

export function keepsCorner(corner: Pick<CornerRow, 'buildingId'>, viewer: Member): boolean {
	return isSteward(viewer) && isOfBuilding(corner, viewer);
}

export function takerOf(hand: Hand): Taker {
	if ('guest' in hand) return 'guest';
	return hand.member.status === 'confirmed' ? 'neighbour' : 'newcomer';
}

/** Who did it, as a movement writes it down. */
export function doneBy(hand: Hand): { byId: string | null; forId: string | null; guest: string | null } {
	if ('guest' in hand) return { byId: null, forId: null, guest: hand.guest };
	const { id, actedBy } = hand.member;
	return { byId: actedBy ?? id, forId: actedBy ? id : null, guest: null };
}

/** What a sentence about an item may name; `safeTitle` where a stranger may read it. */
export function itemDetail(item: { title: string; category: ShelfCategory; unit: string }) {
	const safe = safeShelfTitle(item);
	return { title: item.title, unit: item.unit, ...(safe === null ? {} : { safeTitle: safe }) };
}
