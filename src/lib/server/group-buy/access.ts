import { isOrganiser, type HelpTask } from '../../domain/group-buy.ts';
import { isConfirmed, isSteward, type Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { audiencesOf } from '../listing/audience.ts';
import { listHelpersOf } from './people-queries.ts';
import { findBuy, listSides, lockBuy, type BuyRow, type SideRow } from './queries.ts';

/** A group buy with all that decides who may do what in it. */
export type Known = {
	buy: BuyRow;
	sides: SideRow[];
	helpers: Awaited<ReturnType<typeof listHelpersOf>>;
};

export async function findKnown(db: Db, id: string): Promise<Known | null> {
	const buy = await findBuy(db, id);
	return buy && { buy, ...(await withPeople(db, id)) };
}

/** The same under the group buy's row lock. */
export async function lockKnown(tx: Db, id: string): Promise<Known | null> {
	const buy = await lockBuy(tx, id);
	return buy && { buy, ...(await withPeople(tx, id)) };
}

async function withPeople(db: Db, id: string) {
	const sides = await listSides(db, id);
	return { sides, helpers: await listHelpersOf(db, id) };
}

export type Role = 'organiser' | 'side' | 'helper' | 'steward';

/** As what somebody stands at the desk; null: there is no desk for them. */
export function roleOf({ buy, sides, helpers }: Known, viewer: Member): Role | null {
	if (!isConfirmed(viewer)) return null;
	if (isOrganiser(buy, viewer)) return 'organiser';
	if (sides.some((side) => side.state === 'joined' && side.organiserId === viewer.id)) return 'side';
	if (helpers.some((helper) => helper.residentId === viewer.id && helper.task !== 'organiser'))
		return 'helper';
	return asksFor(buy, viewer) ? 'steward' : null;
}

/** Is it this steward's yes that is waited for? */
export function asksFor(buy: BuyRow, viewer: Member): boolean {
	return (
		buy.state === 'draft' &&
		buy.openAskedAt !== null &&
		buy.approvedAt === null &&
		isSteward(viewer) &&
		viewer.buildingId === buy.buildingId
	);
}

/** May this person do this task, for that side? The organiser does everything; a side's organiser everything of their side. */
export function mayDo(known: Known, viewer: Member, task: HelpTask, sideId: string | null): boolean {
	const role = roleOf(known, viewer);
	if (role === 'organiser') return sideId === null || managed(known, viewer).some((it) => it.id === sideId);
	if (role === 'side') return sideId !== null && managed(known, viewer).some((it) => it.id === sideId);
	if (role !== 'helper') return false;
	const helps = known.helpers.some((it) => it.residentId === viewer.id && it.task === task);
	return helps && (sideId === null || managed(known, viewer).some((it) => it.id === sideId));
}

/** The sides whose people and money this viewer sees at the desk: their own building's; the organiser also those without Stairwell. */
export function managed({ buy, sides }: Pick<Known, 'buy' | 'sides'>, viewer: Member): SideRow[] {
	return sides.filter((side) => {
		if (side.state !== 'joined') return false;
		if (side.buildingId === null) return side.organiserId === null && isOrganiser(buy, viewer);
		if (side.buildingId === buy.buildingId) return viewer.buildingId === buy.buildingId;
		return side.organiserId === viewer.id;
	});
}

/** The side to which this person's household belongs; null: it is not for them. */
export function sideOf({ buy, sides }: Pick<Known, 'buy' | 'sides'>, viewer: Member): SideRow | null {
	const own = sides.find((side) => side.state === 'joined' && side.buildingId === viewer.buildingId);
	if (own && (own.buildingId !== buy.buildingId || audiencesOf(viewer).includes(buy.audience))) return own;
	// A whole community buys together from the home building's desk, unless their building has a side of its own.
	return buy.scope === 'community' && viewer.communityId === buy.communityId ? (sides[0] ?? null) : null;
}

/** May this person see the group buy at all? Everything else about it is asked only after this. */
export function maySeeBuy(known: Known, viewer: Member): boolean {
	if (roleOf(known, viewer) !== null) return true;
	if (known.helpers.some((it) => it.residentId === viewer.id)) return true;
	return known.buy.state !== 'draft' && sideOf(known, viewer) !== null;
}
