import { isPast, needsCount } from '../../domain/corner.ts';
import { isConfirmed, type Member } from '../../domain/member.ts';
import { dayOf } from '../../domain/time.ts';
import { listPeopleNames } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import { isOfBuilding, keepsCorner } from './facts.ts';
import type { CornerRow } from './queries.ts';
import type { ItemRow } from './item-queries.ts';
import { findCorner, isFollowing, listCorners } from './queries.ts';
import { listItems, sumOfShelf } from './item-queries.ts';
import { listOpenWishes } from './wish-queries.ts';

/** What ran out stays in sight for so long: whoever has some knows what goes there. */
const REMEMBERED = 7 * 86_400_000;
const SOON_DAYS = 3;

function lookedAt(item: ItemRow, now: Date, today: string, soon: string) {
	const { id, title, quantity, unit, category, bestBefore, photoId, countedAt, createdAt } = item;
	return {
		id,
		title,
		quantity,
		unit,
		category,
		bestBefore,
		countedAt,
		createdAt,
		photo: photoId,
		past: isPast(item, today),
		soon: bestBefore !== null && !isPast(item, today) && bestBefore <= soon,
		countWanted: needsCount(item, now),
	};
}

/** The shelf as a viewer may see it; null: a guest, who sees no medicine and nobody's name. */
export async function findShelf(
	db: Db,
	corner: CornerRow & { zone: string },
	viewer: Member | null,
	now: Date,
) {
	const inside = viewer !== null && isOfBuilding(corner, viewer);
	const today = dayOf(now, corner.zone);
	const soon = dayOf(new Date(now.getTime() + SOON_DAYS * 86_400_000), corner.zone);
	const [items, wishes, follows] = await Promise.all([
		listItems(db, corner.id, new Date(now.getTime() - REMEMBERED)),
		listOpenWishes(db, corner.id),
		inside ? isFollowing(db, corner.id, viewer.id) : false,
	]);
	const keeps = inside && keepsCorner(corner, viewer);
	const seen = inside ? items : items.filter((it) => it.category !== 'medicine');
	const counters = keeps
		? await listPeopleNames(
				db,
				seen.map((it) => it.countedBy).filter((id) => id !== null),
			)
		: [];
	return {
		id: corner.id,
		place: corner.place,
		agreedBy: corner.agreedBy,
		notHere: corner.notHere,
		/** Whose box it is, for those who live here; others read only that there is one. */
		keeper: inside && isConfirmed(viewer) ? corner.keeper : null,
		medicine: corner.keeper !== '',
		guests: corner.guests,
		photo: corner.photoId,
		inside,
		confirmed: inside && isConfirmed(viewer),
		keeps,
		follows,
		items: seen.map((item) => ({
			...lookedAt(item, now, today, soon),
			countedBy: counters.find((it) => it.id === item.countedBy) ?? null,
		})),
		wishes: wishes.map((it) => ({
			id: it.id,
			title: it.title,
			mayWithdraw: inside && (it.wishedBy === viewer.id || keeps),
		})),
	};
}
export type ShelfView = Awaited<ReturnType<typeof findShelf>>;

/** A corner of the viewer's own building; null for all others. */
export async function findOwnCorner(
	db: Db,
	viewer: Member,
	id: string,
): Promise<(CornerRow & { zone: string }) | null> {
	const corner = await findCorner(db, id);
	return corner && isOfBuilding(corner, viewer) ? { ...corner, zone: viewer.zone } : null;
}

/** The corners of the viewer's building, with how much stands there. */
export async function listOwnCorners(db: Db, viewer: Member) {
	const rows = await listCorners(db, viewer.buildingId);
	return Promise.all(
		rows.map(async ({ id, place, photoId }) => ({
			id,
			place,
			photo: photoId,
			stock: await sumOfShelf(db, id),
			wishes: (await listOpenWishes(db, id)).length,
		})),
	);
}
