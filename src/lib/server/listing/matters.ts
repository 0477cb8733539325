import { sql } from 'drizzle-orm';
import type { BuyState, PayWhen } from '../../domain/group-buy.ts';
import { ACTIVE, mayNameOther, sideOf, type State } from '../../domain/handover.ts';
import type { Allocation, Category, Direction, Place, Terms } from '../../domain/listing.ts';
import { isConfirmed, type Member } from '../../domain/member.ts';
import { isReadersTurn, orderTurn } from '../../domain/turn.ts';
import type { Db } from '../db/connect.ts';
import { ready } from '../db/ready.ts';

/** Longer ago nothing can have begun that is still open: a post hangs 92 days at most. */
const LOOK_BACK = 120 * 24 * 3_600_000;

const household = sql`${sql.placeholder('household')}::uuid`;
const since = sql`${sql.placeholder('since')}::timestamptz`;
const active = sql.raw(ACTIVE.map((state) => `'${state}'`).join(', '));

/**
 * All that is open between a household and others, in one statement of three short walks: what it claimed, what others claimed
 * of its posts, and its orders that have come. The board asks this each time.
 */
const statement = ready<{ household: string; since: string }>(sql`
	with found as (
		select * from handovers
		where claimant_household_id = ${household} and created_at > ${since} and state in (${active})
		union all
		select h.* from listings l join handovers h on h.listing_id = l.id
		where l.poster_household_id = ${household} and l.posted_at > ${since} and (l.held > 0 or l.waiting > 0)
			and h.claimant_household_id <> ${household} and h.state in (${active})
	)
	select 'handover' as kind, jsonb_build_object(
		'id', f.id, 'state', f.state, 'until', f.window_ends_at, 'claimantId', f.claimant_id,
		'claimantHouseholdId', f.claimant_household_id, 'outsideName', f.outside_name,
		'listingId', l.id, 'title', l.title, 'part', p.title, 'direction', l.direction, 'category', l.category,
		'terms', l.terms, 'place', l.place, 'allocation', l.allocation, 'anonymous', l.anonymous, 'urgent', l.urgent,
		'writtenBy', l.written_by, 'posterId', l.poster_id, 'posterHouseholdId', l.poster_household_id,
		'buildingId', l.building_id, 'claimantDoor', c.door, 'posterDoor', d.door) as it
	from found f
	join listings l on l.id = f.listing_id
	join households c on c.id = f.claimant_household_id
	join households d on d.id = l.poster_household_id
	left join listing_parts p on p.id = f.part_id
	union all
	select 'order', jsonb_build_object(
		'id', o.id, 'groupBuyId', b.id, 'title', b.title, 'state', b.state, 'currency', b.currency, 'payWhen', b.pay_when,
		'number', o.pickup_number, 'orderedBy', o.ordered_by, 'calledAt', o.called_at, 'skippedAt', o.skipped_at,
		'collectedAt', o.collected_at, 'leftAt', o.left_at, 'signedAt', o.signed_at,
		'owedMinor', case when b.allocated_at is null then null else
			(select coalesce(sum(e.amount_minor), 0) from group_buy_entries e
				where e.order_id = o.id and e.account = 'household')
			- (select coalesce(sum(p.amount_minor), 0) from group_buy_payments p
				where p.group_buy_id = b.id and p.order_id = o.id and p.kind = 'payment'
					and p.confirmed_at is null and p.rejected_at is null) end)
	from group_buy_orders o join group_buys b on b.id = o.group_buy_id
	where o.household_id = ${household} and o.placed_at > ${since} and o.state = 'placed'
		and b.state in ('arrived', 'pickup')`);

type FoundHandover = {
	id: string;
	state: State;
	until: string | null;
	claimantId: string | null;
	claimantHouseholdId: string;
	outsideName: string | null;
	listingId: string;
	title: string;
	part: string | null;
	direction: Direction;
	category: Category;
	terms: Terms;
	place: Place;
	allocation: Allocation;
	anonymous: boolean;
	urgent: boolean;
	writtenBy: string | null;
	posterId: string;
	posterHouseholdId: string;
	buildingId: string;
	claimantDoor: string;
	posterDoor: string;
};

type FoundOrder = {
	id: string;
	groupBuyId: string;
	title: string;
	state: BuyState;
	currency: string;
	payWhen: PayWhen;
	number: number | null;
	orderedBy: string | null;
	calledAt: string | null;
	skippedAt: string | null;
	collectedAt: string | null;
	leftAt: string | null;
	signedAt: string | null;
	owedMinor: number | null;
};

type Found = { kind: 'handover'; it: FoundHandover } | { kind: 'order'; it: FoundOrder };

/** What waits for this person, and for nobody else: handovers whose next step is theirs, numbers called, what is to be paid. */
export async function listMatters(db: Db, viewer: Member, now: Date) {
	const rows = await db.execute<Found>(
		statement({
			household: viewer.householdId,
			since: new Date(now.getTime() - LOOK_BACK).toISOString(),
		}),
	);
	return [...rows].flatMap((row) => {
		const matter = row.kind === 'handover' ? ofHandover(row.it, viewer) : ofOrder(row.it, viewer);
		return matter ? [matter] : [];
	});
}

function ofHandover({ posterDoor, claimantDoor, ...it }: FoundHandover, viewer: Member) {
	const side = sideOf(it, it, viewer);
	if (side === null) return null;
	const posts = (side === 'giver') === (it.direction === 'offer');
	if (!isReadersTurn({ ...it, side, posts })) return null;
	const door = mayNameOther(it, it, viewer, posts) ? (posts ? claimantDoor : posterDoor) : null;
	return {
		...it,
		kind: 'handover' as const,
		turn: it.state as 'waiting' | 'reserved' | 'on_the_way' | 'left' | 'missing',
		until: it.until === null ? null : new Date(it.until),
		side,
		posts,
		door,
	};
}

function ofOrder(it: FoundOrder, viewer: Member) {
	const turn = orderTurn(it);
	if (turn === null || !(isConfirmed(viewer) || it.orderedBy === viewer.id)) return null;
	return { ...it, kind: 'order' as const, turn, until: null };
}

export type Matter = Awaited<ReturnType<typeof listMatters>>[number];
