import { and, eq, gt, inArray, or, sql, type SQL } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Category, Direction, Scope } from '../../domain/listing.ts';
import { isClaimants } from '../../domain/handover.ts';
import { isPosters, mayNamePoster } from '../../domain/listing.ts';
import type { Member } from '../../domain/member.ts';
import { needles, normalise, terms } from '../../domain/search.ts';
import { households } from '../building/table.ts';
import type { Db } from '../db/connect.ts';
import { builtOnce } from '../db/prepared.ts';
import { audienceOf, audiencesOf } from './audience.ts';
import { handovers } from './handover-table.ts';
import { listings } from './table.ts';

export const PAGE = 50;

export type BoardFilter = {
	direction: Direction | null;
	category: Category | null;
	scope: Scope | null;
	q: string;
	/** Where the page before this one ended. */
	before: { at: Date; id: string } | null;
};

const cardColumns = {
	id: listings.id,
	direction: listings.direction,
	category: listings.category,
	terms: listings.terms,
	title: listings.title,
	quantity: listings.quantity,
	unit: listings.unit,
	held: listings.held,
	waiting: listings.waiting,
	status: listings.status,
	place: listings.place,
	scope: listings.scope,
	allocation: listings.allocation,
	until: listings.until,
	neededBy: listings.neededBy,
	bestBefore: listings.bestBefore,
	keepCold: listings.keepCold,
	urgent: listings.urgent,
	anonymous: listings.anonymous,
	coverPhotoId: listings.coverPhotoId,
	photoCount: listings.photoCount,
	posterId: listings.posterId,
	writtenBy: listings.writtenBy,
	posterHouseholdId: listings.posterHouseholdId,
	buildingId: listings.buildingId,
	postedAt: listings.postedAt,
	// Within the statement: another of their own would go to the database and back once more for each page.
	door: sql<string | null>`(select h.door from households h where h.id = listings.poster_household_id)`.as(
		'door',
	),
	building: sql<string | null>`(select b.name from buildings b where b.id = listings.building_id)`.as(
		'building',
	),
};

/**
 * The board: what is open to this person, newest first, by key. Each audience is its own walk down one index, so that
 * the time does not grow with what others have posted. `ended`: with the viewer's handovers that came to nothing, too.
 */
export async function listBoard(db: Db, viewer: Member, filter: BoardFilter, now: Date, ended = false) {
	if (isPlain(filter)) return asPage(db, viewer, await listNewest(db, viewer, now), ended);
	const audiences = filter.scope === null ? audiencesOf(viewer) : [audienceOf(filter.scope, viewer)];
	const found = searched(filter.q, viewer);
	const where = (audience: SQL | undefined) =>
		and(
			audience,
			eq(listings.status, 'open'),
			gt(listings.until, now),
			filter.direction === null ? undefined : eq(listings.direction, filter.direction),
			filter.category === null ? undefined : eq(listings.category, filter.category),
			filter.before === null
				? undefined
				: sql`(${listings.postedAt}, ${listings.id}) < (${filter.before.at.toISOString()}::timestamptz, ${filter.before.id}::uuid)`,
			sql`${listings.hiddenFrom} is distinct from ${viewer.householdId}::uuid`,
			found,
		);
	const page = (audience: SQL | undefined) => walk(db, where(audience));
	// A search goes down the index of pieces instead, which is cut to the community already.
	const walks = found
		? [page(inArray(listings.audience, audiences))]
		: audiences.map((audience) => page(eq(listings.audience, audience)));
	const [first, second, ...more] = walks;
	const rows = second ? await newestOf(first!, second, ...more) : await first!;
	return asPage(db, viewer, rows, ended);
}

async function asPage(db: Db, viewer: Member, rows: Card[], ended: boolean) {
	const shown = rows.slice(0, PAGE);
	const last = shown.at(-1);
	const next = rows.length > PAGE && last ? { at: last.postedAt, id: last.id } : null;
	return { cards: await asSeenBy(db, viewer, shown, ended), next };
}

function searched(q: string, viewer: Member): SQL | undefined {
	const wanted = needles(q);
	if (wanted.length === 0) return normalise(q) === '' ? undefined : sql`false`;
	const keyed = wanted.map((piece) => `${viewer.communityNumber}:${piece}`);
	// The pieces find candidates; each word must then really stand there.
	const whole = terms(q).map((word) => sql`position(${word} in ${listings.searchText}) > 0`);
	return and(sql`${listings.searchPieces} @> ${sql.param(keyed)}::text[]`, ...whole);
}

/** Down the index, as it stands there: without NULLS LAST it could not be walked down, and all that is open would be sorted. */
function walk(db: Db, where: SQL | undefined) {
	return selectCards(db)
		.where(where)
		.orderBy(sql`${listings.postedAt} desc nulls last`, sql`${listings.id} desc nulls last`)
		.limit(PAGE + 1);
}

type Walk = ReturnType<typeof walk>;

function newestOf(first: Walk, second: Walk, ...more: Walk[]) {
	return unionAll(first, second, ...more)
		.orderBy(sql`posted_at desc nulls last, id desc nulls last`)
		.limit(PAGE + 1);
}

function isPlain(filter: BoardFilter): boolean {
	const { direction, category, scope, q, before } = filter;
	return direction === null && category === null && scope === null && q === '' && before === null;
}

/** The board as most people see it. The status stands in the text, so that the plan made for everybody knows which rows are few. */
const newest = builtOnce((db) => {
	const page = (audience: string) =>
		walk(
			db,
			and(
				eq(listings.audience, sql.placeholder(audience)),
				sql`${listings.status} = 'open'`,
				sql`${listings.until} > ${sql.placeholder('now')}::timestamptz`,
				sql`${listings.hiddenFrom} is distinct from ${sql.placeholder('householdId')}::uuid`,
			),
		);
	return newestOf(page('building'), page('community'), page('entrance')).prepare('board');
});

async function listNewest(db: Db, viewer: Member, now: Date): Promise<Card[]> {
	const [building, community, entrance] = audiencesOf(viewer);
	return newest(db).execute({
		building,
		community,
		entrance,
		now: now.toISOString(),
		householdId: viewer.householdId,
	});
}

type Card = Awaited<ReturnType<typeof selectCards>>[number];

function selectCards(db: Db) {
	return db.select(cardColumns).from(listings);
}

const asArray = (ids: string[]) => `{${ids.join(',')}}`;

/** The household's own handovers of these listings, and everybody's of those that it posted. */
const handoversOf = builtOnce((db) =>
	db
		.select({
			listingId: handovers.listingId,
			id: handovers.id,
			quantity: handovers.quantity,
			state: handovers.state,
			claimantHouseholdId: handovers.claimantHouseholdId,
			claimantId: handovers.claimantId,
			door: households.door,
		})
		.from(handovers)
		.innerJoin(households, eq(households.id, handovers.claimantHouseholdId))
		.where(
			and(
				sql`${handovers.listingId} = any(${sql.placeholder('ids')}::uuid[])`,
				or(
					eq(handovers.claimantHouseholdId, sql.placeholder('householdId')),
					sql`${handovers.listingId} = any(${sql.placeholder('posted')}::uuid[])`,
				),
			),
		)
		.orderBy(handovers.line)
		.prepare('board_handovers'),
);

/** Has anybody a handover of it that did not come to nothing? What was lent and is back is counted no more. */
function isTouched({ held, waiting, terms }: Card): boolean {
	return held > 0 || waiting > 0 || terms === 'lend';
}

async function listHandovers(db: Db, { householdId }: Member, cards: Card[]) {
	if (cards.length === 0) return [];
	const idsOf = (some: Card[]) => asArray(some.map(({ id }) => id));
	const posted = cards.filter(({ posterHouseholdId }) => posterHouseholdId === householdId);
	return handoversOf(db).execute({ ids: idsOf(cards), posted: idsOf(posted), householdId });
}

async function asSeenBy(db: Db, viewer: Member, cards: Card[], ended: boolean) {
	if (cards.length === 0) return [];
	const mine = await listHandovers(db, viewer, ended ? cards : cards.filter(isTouched));
	return cards.map((card) => {
		const own = isPosters(card, viewer);
		// Added to the row: fifty copies of so many columns take longer than all else here.
		return Object.assign(card, {
			remaining: card.quantity - card.held,
			own,
			door: mayNamePoster(card, viewer) ? card.door : null,
			building: card.buildingId === viewer.buildingId ? null : card.building,
			handovers: mine
				.filter((it) => it.listingId === card.id && (own || isClaimants(it, viewer)))
				.map((it) => ({
					id: it.id,
					quantity: it.quantity,
					state: it.state,
					mine: isClaimants(it, viewer),
					household:
						own && viewer.status === 'waiting' ? undefined : { id: it.claimantHouseholdId, door: it.door },
				})),
		});
	});
}

export type BoardCard = Awaited<ReturnType<typeof listBoard>>['cards'][number];

/** `before=` of the next page. */
export function writeCursor(next: { at: Date; id: string } | null): string | null {
	return next && `${next.at.getTime()}_${next.id}`;
}

export function readCursor(typed: string | null): BoardFilter['before'] {
	// Thirteen digits end in the year 2286: PostgreSQL does not read the years after 9999 that more would allow.
	const found = /^(\d{1,13})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(typed ?? '');
	return found ? { at: new Date(Number(found[1])), id: found[2]! } : null;
}
