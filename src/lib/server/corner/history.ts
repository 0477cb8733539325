import type { Member } from '../../domain/member.ts';
import { dayOf } from '../../domain/time.ts';
import { findBuilding, listPeopleNames } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import { keepsCorner } from './facts.ts';
import { listExpiring } from './item-queries.ts';
import { listFastest, listMovements } from './movement-queries.ts';
import { type CornerRow } from './queries.ts';

export const PAGE = 50;
const DAY = 86_400_000;
const FORTNIGHT = 14 * DAY;
const WEEK = 7 * DAY;
/** Two planks of a phone. */
const FASTEST = 6;

/** What came and went, with who: for the building's stewards alone. `before`: the next page. */
export async function findHistory(
	db: Db,
	steward: Member,
	corner: CornerRow,
	before: number | null,
	now: Date,
) {
	if (!keepsCorner(corner, steward)) return null;
	const today = dayOf(now, steward.zone);
	const [rows, fastest, expiring] = await Promise.all([
		listMovements(db, corner.id, before, PAGE + 1),
		listFastest(db, corner.id, new Date(now.getTime() - FORTNIGHT), FASTEST),
		listExpiring(db, corner.id, dayOf(new Date(now.getTime() + WEEK), steward.zone)),
	]);
	const shown = rows.slice(0, PAGE);
	// Movements stay; whose they were is told as long as the building keeps closed things.
	const named = new Date(now.getTime() - ((await findBuilding(db, corner.buildingId))?.keepDays ?? 0) * DAY);
	const people = await listPeopleNames(
		db,
		shown
			.filter((it) => it.movement.at > named)
			.flatMap((it) => [it.movement.byId, it.movement.forId])
			.filter((id) => id !== null),
	);
	return {
		trail: shown.map(({ movement, title, unit }) => ({
			id: movement.id,
			kind: movement.kind,
			title,
			unit,
			quantity: movement.quantity,
			after: movement.after,
			at: movement.madeAt ?? movement.at,
			reason: movement.reason,
			by: movement.at > named ? (people.find((it) => it.id === movement.byId) ?? null) : null,
			guest: movement.guest !== null,
			whom: movement.at > named ? (people.find((it) => it.id === movement.forId) ?? null) : null,
		})),
		next: rows.length > PAGE ? (shown.at(-1)?.movement.id ?? null) : null,
		fastest,
		expiring: expiring.map(({ id, title, unit, category, photoId, quantity, bestBefore }) => ({
			id,
			title,
			unit,
			category,
			photo: photoId,
			quantity,
			bestBefore: bestBefore!,
			past: bestBefore! < today,
		})),
	};
}
