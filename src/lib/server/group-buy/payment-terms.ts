import { and, eq } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type Sent } from '../installation/once.ts';
import type { StoredPhoto } from '../photo/process.ts';
import { insertPhotos } from '../photo/queries.ts';
import { lockKnown, roleOf } from './access.ts';
import { groupBuyPayments } from './books-table.ts';
import type { Drafted } from './draft.ts';
import { tellOfBuy } from './news.ts';
import { listAudience } from './people-queries.ts';
import { insertEvent, updateBuy } from './queries.ts';

/** The organiser’s payment code as a picture. */
export async function keepPaymentPhoto(
	tx: Db,
	id: string,
	photo: StoredPhoto,
	by: Member,
	now: Date,
): Promise<void> {
	const [photoId] = await insertPhotos(tx, { groupBuyId: id }, [photo], by.actedBy ?? by.id, now);
	await updateBuy(tx, id, { paymentPhotoId: photoId ?? null });
}

/** How to pay: logged, told to all who ordered, and refused once somebody has said that they paid. */
export function changePayment(
	db: Db,
	by: Member,
	input: { id: string; payment: string; photo: StoredPhoto | null },
	sent: Sent,
): Promise<Drafted> {
	return once(db, sent, async (tx): Promise<Drafted> => {
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const { buy } = known;
		if (await hasAnybodyPaid(tx, buy.id)) return refused('group_buy.payment_fixed', { field: 'payment' });
		await updateBuy(tx, buy.id, { payment: input.payment });
		if (input.photo) await keepPaymentPhoto(tx, buy.id, input.photo, by, sent.at);
		const event = { groupBuyId: buy.id, at: sent.at, byId: by.actedBy ?? by.id };
		await insertEvent(tx, { ...event, kind: 'payment_changed' });
		if (buy.state !== 'draft') {
			const joined = known.sides.flatMap((it) =>
				it.state === 'joined' && it.buildingId ? [it.buildingId] : [],
			);
			const all = await listAudience(tx, buy, joined, by.entrance, false);
			await tellOfBuy(tx, all, 'group_buy.payment_changed', buy, sent.at, { detail: { name: by.name } });
		}
		afterCommit(tx, { groupBuyId: buy.id });
		return done({ id: buy.id });
	});
}

export async function hasAnybodyPaid(db: Db, groupBuyId: string): Promise<boolean> {
	const rows = await db
		.select({ id: groupBuyPayments.id })
		.from(groupBuyPayments)
		.where(and(eq(groupBuyPayments.groupBuyId, groupBuyId), eq(groupBuyPayments.kind, 'payment')))
		.limit(1);
	return rows.length > 0;
}
