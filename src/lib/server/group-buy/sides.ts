import { and, eq } from 'drizzle-orm';
import { type StepRefusal } from '../../domain/group-buy-steps.ts';
import { takesOrders, type OrderRefusal } from '../../domain/group-buy.ts';
import { readDoor, writeDoor } from '../../domain/household.ts';
import { isConfirmed, isSteward, type Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { secret } from '../installation/settings.ts';
import { lockKnown, managed, roleOf, type Known } from './access.ts';
import { tellOfBuy } from './news.ts';
import { place, type Wish } from './order.ts';
import { listAudience, wasApproved } from './people-queries.ts';
import { findBuy, findSideByCode, insertEvent, type SideRow } from './queries.ts';
import { groupBuySides } from './table.ts';

type Sided = Outcome<{ id: string }, StepRefusal | OrderRefusal | KeyRefusal | 'not_found'>;

/** Another building or compound is asked by a link that its steward or organiser accepts. */
export function invite(db: Db, by: Member, input: { id: string; name: string }, sent: Sent): Promise<Sided> {
	return once(db, sent, async (tx): Promise<Sided> => {
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		if (known.buy.state !== 'draft' && known.buy.state !== 'open') return refused('group_buy.state_changed');
		await tx.insert(groupBuySides).values({
			groupBuyId: input.id,
			position: known.sides.length,
			name: input.name,
			code: secret(16),
			state: 'invited',
			invitedBy: by.id,
			invitedAt: sent.at,
		});
		return done({ id: input.id });
	});
}

/** The invitation behind a link: the group buy it is for, and the side that it would make. */
export async function findInvitation(db: Db, code: string): Promise<{ known: Known; side: SideRow } | null> {
	const side = /^[\w-]{16,64}$/.test(code) ? await findSideByCode(db, code) : null;
	if (!side || side.state === 'declined') return null;
	const buy = await findBuy(db, side.groupBuyId);
	return buy && buy.state !== 'draft' ? { known: { buy, sides: [side], helpers: [] }, side } : null;
}

/** May this person bring their building in? A steward, or whoever has organised there with a steward's yes before. */
export async function mayAccept(
	db: Db,
	{ known, side }: { known: Known; side: SideRow },
	by: Member | null,
): Promise<boolean> {
	if (by === null || !isConfirmed(by)) return false;
	if (side.state !== 'invited' || by.buildingId === known.buy.buildingId) return false;
	return isSteward(by) || (await wasApproved(db, by.id));
}

/** A building joins as an equal, with whoever accepts as its organiser. */
export function answerInvitation(
	db: Db,
	by: Member,
	input: { code: string; yes: boolean; id?: string },
	sent: Sent,
): Promise<Sided> {
	return once(db, sent, async (tx): Promise<Sided> => {
		const seen = await findInvitation(tx, input.code);
		const known = seen && (await lockKnown(tx, seen.side.groupBuyId));
		const side = known?.sides.find((it) => it.code === input.code);
		if (!known || !side || !(await mayAccept(tx, { known, side: { ...side, state: 'invited' } }, by)))
			return refused('not_found');
		const { buy, sides } = known;
		if (input.id !== undefined && input.id !== buy.id) return refused('not_found');
		const twice = sides.some((it) => it.buildingId === by.buildingId);
		if (side.state !== 'invited' || twice || buy.state !== 'open') return refused('group_buy.side_gone');
		await tx
			.update(groupBuySides)
			.set(
				input.yes
					? {
							state: 'joined',
							buildingId: by.buildingId,
							name: by.buildingName,
							organiserId: by.id,
							joinedAt: sent.at,
						}
					: { state: 'declined' },
			)
			.where(eq(groupBuySides.id, side.id));
		if (!input.yes) return done({ id: buy.id });
		await tellJoined(tx, known, by.buildingName, by.buildingId, by.entrance, sent.at);
		return done({ id: buy.id });
	});
}

async function tellJoined(
	tx: Db,
	{ buy }: Known,
	name: string,
	buildingId: string | null,
	entrance: string,
	now: Date,
): Promise<void> {
	await insertEvent(tx, { groupBuyId: buy.id, kind: 'joined', at: now, byId: null, reason: name });
	await tellOfBuy(tx, [buy.organiserId], 'group_buy.joined', buy, now, {
		detail: { name },
		href: `/group-buys/${buy.id}/manage`,
	});
	if (buildingId !== null) {
		const scope = { ...buy, scope: 'building' as const, buildingId };
		const theirs = await listAudience(tx, scope, [], entrance, false);
		await tellOfBuy(tx, theirs, 'group_buy.opened', buy, now, {
			detail: { until: buy.closesAt.toISOString() },
			whileState: 'open',
		});
	}
	afterCommit(tx, { groupBuyId: buy.id });
}

export type OutsideOrder = { door: string; lines: Wish[]; note: string };

/** Orders of a compound without Stairwell, by door: by whoever holds the link, or by the organiser. One refused, none is kept. */
export function orderOutside(
	db: Db,
	by: Member | null,
	input: {
		code: string | null;
		id: string | null;
		sideId: string | null;
		organiser: string;
		orders: OutsideOrder[];
	},
	sent: Sent,
): Promise<Sided> {
	return once(db, sent, async (tx): Promise<Sided> => {
		const found = await findOutside(tx, by, input);
		if (!found) return refused('not_found');
		const { known, side } = found;
		if (!takesOrders(known.buy, sent.at)) return refused('group_buy.closed');
		if (side.state === 'invited') {
			await tx
				.update(groupBuySides)
				.set({ state: 'joined', joinedAt: sent.at, outsideOrganiser: input.organiser })
				.where(and(eq(groupBuySides.id, side.id), eq(groupBuySides.state, 'invited')));
			await tellJoined(tx, known, side.name, null, '', sent.at);
		}
		for (const order of input.orders) {
			const read = readDoor(order.door);
			const door = read ? writeDoor(read) : order.door.trim();
			if (door === '') return refused('group_buy.order_unknown', { field: 'door' });
			const placed = await place(tx, known, { sideId: side.id, door }, by, order, sent.at);
			if (!placed.ok) return placed;
		}
		return done({ id: known.buy.id });
	});
}

async function findOutside(
	tx: Db,
	by: Member | null,
	{ code, id, sideId }: { code: string | null; id: string | null; sideId: string | null },
): Promise<{ known: Known; side: SideRow } | null> {
	if (code !== null) {
		const seen = await findInvitation(tx, code);
		const known = seen && (await lockKnown(tx, seen.side.groupBuyId));
		const side = known?.sides.find((it) => it.code === code);
		return known && side && side.buildingId === null && side.state !== 'declined' ? { known, side } : null;
	}
	const known = id === null ? null : await lockKnown(tx, id);
	const side = known && by && managed(known, by).find((it) => it.id === sideId && it.buildingId === null);
	return known && side ? { known, side } : null;
}
