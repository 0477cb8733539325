import { eq } from 'drizzle-orm';
import type { WebhookKind } from '../../domain/letter.ts';
import type { Member } from '../../domain/member.ts';
import { done, refused, type Outcome } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { letters, webhooks } from './table.ts';
import { readWebhook } from './webhook.ts';

type Told = Promise<Outcome<{ id: string }, 'webhook.url_refused' | KeyRefusal>>;

/** From now on what is public in the building is told there too; a first word goes out at once, to see that it works. */
export function setWebhook(
	db: Db,
	by: Member,
	input: { kind: WebhookKind; url: string; secret: string },
	allowed: readonly string[],
	sent: Sent,
): Told {
	return once(db, sent, async (tx) => {
		const url = readWebhook(input.kind, input.url, allowed);
		if (!url) return refused('webhook.url_refused', { field: 'url' });
		const row = { kind: input.kind, url: url.href, secret: input.secret, setBy: by.id, setAt: sent.at };
		await tx
			.insert(webhooks)
			.values({ buildingId: by.buildingId, ...row })
			.onConflictDoUpdate({ target: webhooks.buildingId, set: row });
		await tx.insert(letters).values({
			via: 'webhook',
			kind: 'test',
			onceKey: `test:${by.buildingId}:${sent.key}`,
			buildingId: by.buildingId,
			createdAt: sent.at,
			dueAt: sent.at,
		});
		return done({ id: by.buildingId });
	});
}

/** Nothing is told any more; what still waits finds no address and goes nowhere. */
export async function dropWebhook(db: Db, by: Member): Promise<void> {
	await db.delete(webhooks).where(eq(webhooks.buildingId, by.buildingId));
}
