import { sql } from 'drizzle-orm';
import type { Code, Topic } from '../../domain/notification.ts';
import { OPT_IN } from '../../domain/notification.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';

/** One piece of news for some people, with what its sentence names. */
export type News = {
	to: readonly string[];
	topic: Topic;
	code: Code;
	detail?: Record<string, string | number>;
	href: string;
	listingId?: string;
	handoverId?: string;
	cornerId?: string;
	groupBuyId?: string;
	/** Is pushed only while the handover or group buy is still in this state. */
	whileState?: string;
	/** News under one key becomes one row, pushed once at `dueAt`; from the second on it says how many (`count`) instead of what. */
	bundle?: { key: string; dueAt: Date };
};

/**
 * Writes a row into each inbox and one delivery for each of their devices, in the transaction of the change itself.
 * Quiet hours, muted topics and whether it is still true are looked at when it is sent.
 */
export async function notify(tx: Db, news: News, now: Date): Promise<void> {
	const to = [...new Set(news.to)];
	if (to.length === 0) return;
	const dueAt = news.bundle?.dueAt ?? now;
	const wanted = OPT_IN.includes(news.topic) ? sql`and ${news.topic} = any(r.follows)` : sql``;
	await tx.execute(sql`
		with told as (
			insert into notifications (resident_id, topic, code, detail, href, listing_id, handover_id, group_buy_id, while_state, created_at, corner_id, bundle)
			select r.id, ${news.topic}, ${news.code}, ${JSON.stringify(news.detail ?? {})}::jsonb, ${news.href},
				${news.listingId ?? null}::uuid, ${news.handoverId ?? null}::uuid, ${news.groupBuyId ?? null}::uuid,
				${news.whileState ?? null}, ${now.toISOString()}::timestamptz,
				${news.cornerId ?? null}::uuid, ${news.bundle?.key ?? null}
			from residents r where r.id = any(${sql.param(to)}::uuid[]) and r.status <> 'left' ${wanted}
			on conflict (resident_id, bundle) where bundle is not null do update set
				detail = (notifications.detail - '{title,safeTitle,unit,quantity}'::text[])
					|| jsonb_build_object('count', coalesce((notifications.detail->>'count')::int, 1) + 1),
				read_at = null, created_at = excluded.created_at
			returning id, resident_id
		)
		insert into deliveries (notification_id, device_id, origin, due_at)
		select told.id, d.id, substring(d.endpoint from '^https?://[^/]+'), ${dueAt.toISOString()}::timestamptz
		from told join devices d on d.resident_id = told.resident_id
		on conflict (notification_id, device_id) do nothing`);
	afterCommit(tx, { residentIds: to });
}
