import { randomUUID } from 'node:crypto';
import type { Member } from '#lib/domain/member.ts';
import type { Db, Sql } from '#lib/server/db/connect.ts';
import { claim } from '#lib/server/listing/claim.ts';
import { aCorner, onShelf } from './corners.ts';
import { aDraft, anOpenBuy, orders } from './group-buys.ts';
import { aListing, sends } from './listings.ts';
import { aBuilding, aNeighbour } from './people.ts';

/**
 * Somebody who has done everything there is to do: in every column of the schema that points at a person there is a row of
 * theirs, and their `word` wherever something can be typed. What no verb writes easily is written by hand.
 */
export async function aWholeLife(
	db: Db,
	sql: Sql,
	word: string,
): Promise<{ me: Member; steward: Member; family: Member }> {
	const building = await aBuilding(db);
	const steward = await aNeighbour(db, building, '1-101', { roles: ['operator', 'steward'], name: '楼长' });
	const me = await aNeighbour(db, building, '1-102', { name: `${word}先生`, roles: ['volunteer'] });
	const family = await aNeighbour(db, building, '1-102', { name: '家人' });
	const old = await aNeighbour(db, building, '1-103', { name: '王奶奶' });
	await sql`update residents set phone = ${word}, login = ${`${word}${me.id}`}, added_by = ${me.id}, confirmed_by = ${me.id} where id = ${me.id}`;
	await ways(sql, me, word, old);
	await posts(db, sql, me, word, steward, old);
	await shelves(db, sql, me, word, steward);
	await buys(db, sql, me, word, steward);
	return { me, steward, family };
}

async function ways(sql: Sql, me: Member, word: string, old: Member): Promise<void> {
	const once = randomUUID();
	await sql`insert into sessions (id, resident_id, created_at, expires_at, ends_at, acting_for, acting_until)
		values (${`1${once}`}, ${me.id}, now(), now() + '1 day', now() + '1 day', ${old.id}, now()), (${`2${once}`}, ${old.id}, now(), now() + '1 day', now() + '1 day', ${me.id}, now())`;
	await sql`insert into passkeys (id, resident_id, public_key, counter, created_at) values (${once}, ${me.id}, 'x', 0, now())`;
	await sql`insert into passkey_challenges values (${once}, ${me.id}, now())`;
	await sql`insert into entry_codes (hash, kind, resident_id, building_id, made_by, expires_at)
		values (${once}, 'device', ${me.id}, ${me.buildingId}, ${me.id}, now())`;
	await sql`insert into devices (resident_id, session_id, endpoint, p256dh, auth, created_at) values (${me.id}, ${`1${once}`}, ${`https://${once}`}, 'x', 'x', now())`;
	await sql`insert into mail_addresses values (${me.id}, ${`${word}@example.org`}, 'daily', now(), null, now(), now(), now())`;
	await sql`insert into letters (via, kind, once_key, resident_id, created_at, due_at) values ('mail', 'news', ${once}, ${me.id}, now(), now())`;
	await sql`insert into webhooks values (${me.buildingId}, 'generic', 'https://x', '', ${me.id}, now())`;
	await sql`insert into cares (resident_id, buddy_id, heard_at) values (${me.id}, null, now()), (${old.id}, ${me.id}, now())`;
	await sql`insert into calls (resident_id, by_id, outcome, note, at) values (${me.id}, ${old.id}, 'later', ${word}, now()), (${old.id}, ${me.id}, 'later', '好', now())`;
	await sql`insert into building_events (building_id, at, by_id, kind, about_id, reason) values (${me.buildingId}, now(), ${me.id}, 'added', ${me.id}, ${word})`;
	await sql`insert into notifications (resident_id, topic, code, detail, href, created_at) values
		(${me.id}, 'building', 'resident.warned', ${JSON.stringify({ reason: word })}::text::jsonb, '/', now()),
		(${old.id}, 'building', 'resident.moved', ${JSON.stringify({ name: me.name, door: '1-102' })}::text::jsonb, '/', now())`;
	await sql`insert into requests values ('x', gen_random_uuid(), 'x', ${JSON.stringify({ name: me.name })}::text::jsonb, now()), (${me.id}, gen_random_uuid(), 'x', '{}', '2026-01-01')`;
}

async function posts(
	db: Db,
	sql: Sql,
	me: Member,
	word: string,
	steward: Member,
	old: Member,
): Promise<void> {
	const own = await aListing(db, me, { details: word, allergens: word, swapFor: word, photoCount: 1 });
	const theirs = await aListing(db, steward, { quantity: 5, perHousehold: 3 });
	const taken = await claim(db, me, { listingId: theirs.id, quantity: 1, part: null }, sends(me));
	const given = await claim(db, old, { listingId: own.id, quantity: 1, part: null }, sends(old));
	if (!taken.ok || !given.ok) throw new Error('not claimed');
	const mine = taken.value.id;
	await sql`update handovers set state = 'received', carrier_id = ${me.id}, thanks = ${word}, outside_name = ${word},
		changed_by = ${me.id}, changed_for = ${me.id}, change_reason = ${word}, changed_at = now() where id = ${mine}`;
	await sql`insert into photos (handover_id, width, height, small, large, taken_by, created_at) values (${mine}, 1, 1, 'x', 'x', ${me.id}, now())`;
	await sql`update handovers set left_photo_id = (select id from photos where handover_id = ${mine}) where id = ${mine}`;
	await sql`update listings set written_by = ${me.id} where id = ${theirs.id}`;
	await sql`update listings set reason = ${word}, status_reason = ${word} where id = ${own.id}`;
	await sql`insert into listing_events (listing_id, kind, at, by_id, reason) values (${theirs.id}, 'hidden', now(), ${me.id}, ${word})`;
	await sql`insert into comments (listing_id, written_by, acted_by, text, created_at) values
		(${theirs.id}, ${me.id}, null, ${word}, now()), (${theirs.id}, ${old.id}, ${me.id}, '谢谢', now())`;
	await sql`insert into knocks (handover_id, by_id, found, at) values (${mine}, ${me.id}, 'nobody', now())`;
	await sql`insert into reports (building_id, about_id, listing_id, reported_by, reason, created_at, settled_at, settled_by, settled_with) values
		(${me.buildingId}, ${me.id}, null, ${old.id}, ${`${me.name}说话伤人`}, now(), null, null, null),
		(${me.buildingId}, null, ${theirs.id}, ${me.id}, ${word}, now(), now(), ${me.id}, 'nothing')`;
}

async function shelves(db: Db, sql: Sql, me: Member, word: string, steward: Member): Promise<void> {
	const corner = await aCorner(db, steward, { keeper: me.name, agreedBy: `${me.name}同意的` });
	const rice = await onShelf(db, corner, me);
	await sql`insert into photos (shelf_item_id, width, height, small, large, taken_by, created_at) values (${rice.id}, 1, 1, 'x', 'x', ${me.id}, now())`;
	await sql`update shelf_items set counted_by = ${me.id}, photo_id = (select id from photos where shelf_item_id = ${rice.id}) where id = ${rice.id}`;
	await sql`update corners set created_by = ${me.id} where id = ${corner.id}`;
	await sql`insert into corner_events (corner_id, kind, at, by_id) values (${corner.id}, 'changed', now(), ${me.id})`;
	await sql`insert into corner_follows values (${corner.id}, ${me.id}, now()) on conflict do nothing`;
	await sql`insert into movements (item_id, kind, quantity, at, by_id, for_id, reason) values
		(${rice.id}, 'taken', 1, now(), ${steward.id}, ${me.id}, ${word}), (${rice.id}, 'taken', 1, now(), ${me.id}, null, '')`;
	await sql`insert into shelf_wishes (corner_id, title, wished_by, acted_by, created_at) values (${corner.id}, ${word}, ${me.id}, ${me.id}, now())`;
}

async function buys(db: Db, sql: Sql, me: Member, word: string, steward: Member): Promise<void> {
	const draft = await aDraft(db, me, { details: word, payment: word });
	await sql`update group_buys set pickup_text = ${word}, approved_by = ${me.id}, changed_by = ${me.id}, changed_for = ${me.id} where id = ${draft}`;
	await sql`update group_buy_sides set invited_by = ${me.id} where group_buy_id = ${draft}`;
	await sql`insert into photos (group_buy_id, width, height, small, large, taken_by, created_at) values (${draft}, 1, 1, 'x', 'x', ${me.id}, now())`;
	await sql`update group_buys set payment_photo_id = (select id from photos where group_buy_id = ${draft}) where id = ${draft}`;
	const buy = await anOpenBuy(db, steward);
	const placed = await orders(db, me, buy, [2]);
	if (!placed.ok) throw new Error(placed.code);
	const order = placed.value.orderId;
	const [row] = await sql<
		{ side_id: string }[]
	>`update group_buy_orders set note = ${word}, ordered_by = ${me.id}, changed_by = ${me.id},
		changed_for = ${me.id}, packed_by = ${me.id}, collected_by = ${me.id} where id = ${order} returning side_id`;
	await sql`update group_buy_order_lines set packed_by = ${me.id} where order_id = ${order}`;
	await sql`insert into group_buy_comments (group_buy_id, written_by, acted_by, text, created_at) values (${buy.id}, ${me.id}, ${me.id}, ${word}, now())`;
	await sql`insert into group_buy_helpers values (${buy.id}, ${me.id}, 'packing', now())`;
	await sql`insert into group_buy_events (group_buy_id, kind, at, by_id, for_id, reason) values (${buy.id}, 'asked', now(), ${me.id}, ${me.id}, ${word})`;
	await sql`insert into group_buy_problems (group_buy_id, order_id, line_id, quantity, note, said_by, said_at, settled_by, settled_at)
		values (${buy.id}, ${order}, ${buy.lines[0]!.id}, 1, ${word}, ${me.id}, now(), ${me.id}, now())`;
	const [payment] = await sql<
		{ id: string }[]
	>`insert into group_buy_payments (group_buy_id, side_id, kind, order_id, resident_id, amount_minor, note, said_by, said_at, confirmed_by)
		values (${buy.id}, ${row!.side_id}, 'payment', ${order}, ${me.id}, 100, ${word}, ${me.id}, now(), ${me.id}) returning id`;
	await sql.begin(async (tx) => {
		const [move] = await tx<
			{ id: number }[]
		>`insert into group_buy_moves (group_buy_id, kind, payment_id, at, by_id) values (${buy.id}, 'payment', ${payment!.id}, now(), ${me.id}) returning id`;
		await tx`insert into group_buy_entries (move_id, group_buy_id, account, side_id, order_id, resident_id, amount_minor) values
			(${move!.id}, ${buy.id}, 'household', ${row!.side_id}, ${order}, ${me.id}, 100), (${move!.id}, ${buy.id}, 'purse', ${row!.side_id}, null, null, -100)`;
		const [kept] = await tx<
			{ id: number }[]
		>`insert into group_buy_moves (group_buy_id, kind, at, by_id) values (${buy.id}, 'carried', now(), ${me.id}) returning id`;
		await tx`insert into group_buy_entries (move_id, group_buy_id, account, side_id, order_id, resident_id, amount_minor) values
			(${kept!.id}, ${buy.id}, 'household', ${row!.side_id}, ${order}, ${me.id}, 3), (${kept!.id}, ${buy.id}, 'carried', ${row!.side_id}, null, null, -3)`;
		await tx`insert into group_buy_carries (household_id, keeper_id, currency, amount_minor, made_by)
			select household_id, ${me.id}, 'CNY', -3, ${kept!.id} from group_buy_orders where id = ${order}`;
	});
}
