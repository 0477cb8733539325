import { randomUUID } from 'node:crypto';
import { and, eq, notInArray } from 'drizzle-orm';
import { refuseDraft, type BuyDraft, type DraftRefusal, type StepRefusal } from '../../domain/group-buy.ts';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { audienceOf } from '../listing/audience.ts';
import { changedBy } from '../listing/facts.ts';
import type { StoredPhoto } from '../photo/process.ts';
import { insertPhotos } from '../photo/queries.ts';
import { lockKnown, roleOf } from './access.ts';
import type { ReadLine } from './draft-form.ts';
import { tellOfBuy } from './news.ts';
import { insertEvent, listAudience, listLines, updateBuy, type BuyRow, type LineRow } from './queries.ts';
import { groupBuyLines, groupBuyPayments, groupBuys, groupBuySides } from './table.ts';

export type DraftInput = Omit<BuyDraft, 'lines'> & {
	lines: ReadLine[];
	photo: StoredPhoto | null;
	from: string | null;
};
type Drafted = Outcome<{ id: string }, DraftRefusal | StepRefusal | KeyRefusal | 'not_found'>;

/** A new group buy, seen by its organiser alone until it is opened. */
export async function draft(db: Db, by: Member, input: DraftInput, sent: Sent): Promise<Drafted> {
	const now = sent.at;
	const refusal = refuseDraft(input, by, now);
	if (refusal) return refused(refusal.code, { field: refusal.field });
	return once(db, sent, async (tx) => {
		const id = randomUUID();
		const { lines, photo, from, ...said } = input;
		await tx.insert(groupBuys).values({
			...said,
			id,
			communityId: by.communityId,
			buildingId: by.buildingId,
			organiserId: by.id,
			organiserHouseholdId: by.householdId,
			audience: audienceOf(said.scope, by),
			copiedFrom: from,
			createdAt: now,
			changedAt: now,
			...changedBy(by),
		});
		await tx.insert(groupBuySides).values({
			groupBuyId: id,
			position: 0,
			buildingId: by.buildingId,
			name: by.buildingName,
			organiserId: by.id,
			state: 'joined',
			invitedAt: now,
			joinedAt: now,
		});
		await tx.insert(groupBuyLines).values(lines.map((line, position) => asRow(line, id, position)));
		if (photo) await keepPaymentPhoto(tx, id, photo, by, now);
		return done({ id });
	});
}

function asRow({ id: _, ...line }: ReadLine, groupBuyId: string, position: number) {
	return { ...line, groupBuyId, position };
}

async function keepPaymentPhoto(
	tx: Db,
	id: string,
	photo: StoredPhoto,
	by: Member,
	now: Date,
): Promise<void> {
	const [photoId] = await insertPhotos(tx, { groupBuyId: id }, [photo], by.actedBy ?? by.id, now);
	await updateBuy(tx, id, { paymentPhotoId: photoId ?? null });
}

/** Changes what it says and its menu: all of it before it opens; afterwards only what takes nothing from those who ordered. */
export function edit(db: Db, by: Member, id: string, input: DraftInput, sent: Sent): Promise<Drafted> {
	const now = sent.at;
	return once(db, sent, async (tx): Promise<Drafted> => {
		const known = await lockKnown(tx, id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const { buy } = known;
		if (buy.state !== 'draft' && buy.state !== 'open') return refused('group_buy.state_changed');
		const refusal = refuseDraft(input, by, now);
		if (refusal) return refused(refusal.code, { field: refusal.field });
		const { lines, photo, from: _, payment, currency, ...said } = input;
		const before = await listLines(tx, id);
		const kept = refuseMenu(before, lines, buy.state === 'draft');
		if (kept) return refused(kept.code, { field: kept.field });
		const open = buy.state === 'open';
		await updateBuy(tx, id, {
			...(open
				? onlyHarmless(buy, said)
				: { ...said, currency, payment, audience: audienceOf(said.scope, by) }),
		});
		await writeMenu(tx, id, before, lines, !open);
		if (photo && !open) await keepPaymentPhoto(tx, id, photo, by, now);
		if (open) await insertEvent(tx, { groupBuyId: id, kind: 'edited', at: now, byId: by.actedBy ?? by.id });
		afterCommit(tx, { groupBuyId: id });
		return done({ id });
	});
}

type Said = Omit<BuyDraft, 'lines' | 'payment' | 'currency'>;

/** Once it is open: words, more time, and money only in the households' favour. */
function onlyHarmless(buy: BuyRow, said: Said): Partial<typeof groupBuys.$inferInsert> {
	return {
		title: said.title,
		details: said.details,
		supplier: said.supplier,
		pickupPlace: said.pickupPlace,
		closesAt: said.closesAt > buy.closesAt ? said.closesAt : buy.closesAt,
		feeMinor: Math.min(said.feeMinor, buy.feeMinor),
		marginMinor: Math.min(said.marginMinor, buy.marginMinor),
		discountMinor: Math.max(said.discountMinor, buy.discountMinor),
	};
}

/** What was ordered stays on the menu, at no higher price. */
function refuseMenu(
	before: readonly LineRow[],
	lines: readonly ReadLine[],
	drafted: boolean,
): { code: DraftRefusal; field: string } | null {
	if (drafted) return null;
	for (const old of before) {
		const at = lines.findIndex((line) => line.id === old.id);
		const line = lines[at];
		const touched = old.ordered > 0 || old.flex > 0;
		if (!line) {
			if (touched) return { code: 'group_buy.line_ordered', field: 'lines' };
			continue;
		}
		if (!touched) continue;
		if (line.priceMinor > old.priceMinor)
			return { code: 'group_buy.price_fixed', field: `lines.${at}.price` };
		if (line.cap !== null && line.cap < old.ordered)
			return { code: 'group_buy.cap_below_ordered', field: `lines.${at}.cap` };
		if (line.unit !== old.unit || line.step !== old.step || line.weighed !== old.weighed)
			return { code: 'group_buy.line_ordered', field: `lines.${at}.unit` };
	}
	return null;
}

async function writeMenu(
	tx: Db,
	id: string,
	before: readonly LineRow[],
	lines: readonly ReadLine[],
	anew: boolean,
): Promise<void> {
	const kept = lines.map((line) => line.id).filter((it) => it !== null);
	if (before.length > kept.length || anew)
		await tx
			.delete(groupBuyLines)
			.where(
				and(
					eq(groupBuyLines.groupBuyId, id),
					kept.length > 0 ? notInArray(groupBuyLines.id, kept) : undefined,
				),
			);
	for (const [position, line] of lines.entries()) {
		const { id: lineId, ...said } = line;
		if (lineId !== null && before.some((it) => it.id === lineId))
			await tx
				.update(groupBuyLines)
				.set({ ...said, position })
				.where(and(eq(groupBuyLines.id, lineId), eq(groupBuyLines.groupBuyId, id)));
		else await tx.insert(groupBuyLines).values(asRow(line, id, position));
	}
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

/** A picture of one item of the menu. */
export function pictureLine(
	db: Db,
	by: Member,
	input: { id: string; lineId: string; photo: StoredPhoto },
	sent: Sent,
): Promise<Drafted> {
	return once(db, sent, async (tx): Promise<Drafted> => {
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const [photoId] = await insertPhotos(
			tx,
			{ groupBuyId: input.id },
			[input.photo],
			by.actedBy ?? by.id,
			sent.at,
		);
		const rows = await tx
			.update(groupBuyLines)
			.set({ photoId: photoId ?? null })
			.where(and(eq(groupBuyLines.id, input.lineId), eq(groupBuyLines.groupBuyId, input.id)))
			.returning({ id: groupBuyLines.id });
		return rows.length === 1 ? done({ id: input.id }) : refused('group_buy.line_unknown', { field: 'line' });
	});
}
