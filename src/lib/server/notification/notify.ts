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
	groupBuyId?: string;
	/** Is pushed only while the handover or group buy is still in this state. */
	whileState?: string;
};

/**
 * Writes a row into each inbox and one delivery for each of their devices, in the transaction of the change itself.
 * Quiet hours, muted topics and whether it is still true are looked at when it is sent.
 */
export async function notify(tx: Db, news: News, now: Date): Promise<void> {
	const to = [...new Set(news.to)];
	if (to.length === 0) return;
	const wanted = OPT_IN.includes(news.topic) ? sql`and ${news.topic} = any(r.follows)` : sql``;
	await tx.execute(sql`
		with told as (
			insert into notifications (resident_id, topic, code, detail, href, listing_id, handover_id, group_buy_id, while_state, created_at)
			select r.id, ${news.topic}, ${news.code}, ${JSON.stringify(news.detail ?? {})}::jsonb, ${news.href},
				${news.listingId ?? null}::uuid, ${news.handoverId ?? null}::uuid, ${news.groupBuyId ?? null}::uuid,
				${news.whileState ?? null}, ${now.toISOString()}::timestamptz
			from residents r where r.id = any(${sql.param(to)}::uuid[]) and r.status <> 'left' ${wanted}
			returning id, resident_id
		)
		insert into deliveries (notification_id, device_id, origin, due_at)
		select told.id, d.id, substring(d.endpoint from '^https?://[^/]+'), ${now.toISOString()}::timestamptz
		from told join devices d on d.resident_id = told.resident_id`);
	afterCommit(tx, { residentIds: to });
}
