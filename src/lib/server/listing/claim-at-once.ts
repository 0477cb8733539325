import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { windowOf } from '../../domain/handover.ts';
import type { Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { databaseRefusal, isEntangled } from '../db/failure.ts';
import { ready } from '../db/ready.ts';
import { afterCommit } from '../db/transact.ts';
import type { Sent } from '../installation/once.ts';
import { audiencesOf } from './audience.ts';

/** Refusals of constraints that only mean "somebody was faster": the way through the line finds the sentence. */
const FASTER = ['requests_actor_key_pk', 'household_share_kept', 'listing_never_oversold'];

/** The same rule as `lockScreenTitle`, where only the database knows the title. A test compares the two. */
const SAFE_TITLE = sql`(category in ('food', 'item') and not anonymous and normalize(title, NFKC) !~ '[0-9]{3}')`;

type Value =
	| 'listing'
	| 'audiences'
	| 'quantity'
	| 'id'
	| 'href'
	| 'by'
	| 'household'
	| 'actor'
	| 'actedFor'
	| 'who'
	| 'now'
	| 'keyOf'
	| 'key'
	| 'fingerprint'
	| 'shortEnd'
	| 'shortReminder'
	| 'longEnd'
	| 'longReminder';

const put = (name: Value) => sql.placeholder(name);

const statement = ready<Record<Value, unknown>>(sql`
	with free as materialized (
		select id, poster_id, title, unit, category, anonymous, category in ('food', 'medicine') as soon,
			waiting = 0 and held + ${put('quantity')}::int <= quantity as at_once
		from listings where id = ${put('listing')}::uuid and audience = any(${put('audiences')}::text[])
			and direction = 'offer' and allocation = 'first_come' and status = 'open' and until > ${put('now')}::timestamptz
			-- Who would get a part of it now is split by promoteLine.
			and (waiting > 0 or held = quantity or held + ${put('quantity')}::int <= quantity)
			and quantity >= ${put('quantity')}::int
			and poster_household_id <> ${put('household')}::uuid and hidden_from is distinct from ${put('household')}::uuid
			and (per_household is null or relaxed_at <= ${put('now')}::timestamptz or per_household >= ${put('quantity')}::int + (
				select coalesce(sum(h.quantity), 0) from handovers h
				where h.listing_id = listings.id and h.claimant_household_id = ${put('household')}::uuid
					and (h.state = 'waiting' or handover_holds(h.state))))
		for update
	), held as (
		insert into handovers (id, listing_id, claimant_id, claimant_household_id, quantity, state, created_at,
			window_ends_at, remind_at, due_at, changed_by, changed_for, changed_at)
		select ${put('id')}::uuid, id, ${put('by')}::uuid, ${put('household')}::uuid, ${put('quantity')}::int,
			case when at_once then 'reserved' else 'waiting' end, ${put('now')}::timestamptz,
			case when not at_once then null when soon then ${put('shortEnd')}::timestamptz else ${put('longEnd')}::timestamptz end,
			case when not at_once then null when soon then ${put('shortReminder')}::timestamptz else ${put('longReminder')}::timestamptz end,
			case when not at_once then null when soon then ${put('shortReminder')}::timestamptz else ${put('longReminder')}::timestamptz end,
			${put('actor')}::uuid, ${put('actedFor')}::uuid, ${put('now')}::timestamptz
		from free
	), kept as (
		insert into requests (actor, key, fingerprint, answer, created_at)
		select ${put('keyOf')}, ${put('key')}::uuid, ${put('fingerprint')}, jsonb_build_object('id', ${put('id')}::text), ${put('now')}::timestamptz
		from free
	), told as (
		insert into notifications (resident_id, topic, code, detail, href, listing_id, handover_id, while_state, created_at)
		select poster_id, 'handover', 'handover.claimed',
			${put('who')}::jsonb || jsonb_build_object('title', title, 'unit', unit) ||
				case when ${SAFE_TITLE} then jsonb_build_object('safeTitle', title) else '{}'::jsonb end,
			${put('href')}, id, ${put('id')}::uuid, 'reserved', ${put('now')}::timestamptz
		from free where at_once returning id, resident_id
	), sent as (
		insert into deliveries (notification_id, device_id, origin, due_at)
		select told.id, d.id, substring(d.endpoint from '^https?://[^/]+'), ${put('now')}::timestamptz
		from told join devices d on d.resident_id = told.resident_id
	)
	select poster_id, at_once from free`);

/**
 * An offer, first come: held at once, or a place in line – handover, trail, answer to this key, inbox and outbox in one
 * statement and one wait for the disk. The row lock of the first part lets everything after it see the newest numbers,
 * and the constraints refuse what a stale snapshot let through. Null: not this simple, nothing was written.
 */
export async function claimAtOnce(
	db: Db,
	by: Member,
	claim: { listingId: string; quantity: number },
	sent: Sent,
): Promise<string | null> {
	const id = randomUUID();
	const short = windowOf('food', sent.at, by.quiet, by.zone);
	const long = windowOf('item', sent.at, by.quiet, by.zone);
	try {
		const rows = await db.execute<{ poster_id: string; at_once: boolean }>(
			statement({
				listing: claim.listingId,
				audiences: audiencesOf(by),
				quantity: claim.quantity,
				id,
				href: `/handovers/${id}`,
				by: by.id,
				household: by.householdId,
				actor: by.actedBy ?? by.id,
				actedFor: by.actedBy ? by.id : null,
				keyOf: sent.actor,
				key: sent.key,
				fingerprint: sent.fingerprint,
				who: JSON.stringify({ name: by.name, door: by.door, quantity: claim.quantity }),
				now: sent.at.toISOString(),
				shortEnd: short.endsAt.toISOString(),
				shortReminder: short.remindAt.toISOString(),
				longEnd: long.endsAt.toISOString(),
				longReminder: long.remindAt.toISOString(),
			}),
		);
		const posterId = rows[0]?.poster_id;
		if (posterId === undefined) return null;
		afterCommit(db, { listingId: claim.listingId });
		if (rows[0]!.at_once) afterCommit(db, { residentIds: [posterId] });
		return id;
	} catch (error) {
		if (FASTER.includes(databaseRefusal(error)?.constraint ?? '') || isEntangled(error)) return null;
		throw error;
	}
}
