import { and, eq, notInArray } from 'drizzle-orm';
import { refuseDraft } from '../../domain/group-buy-draft.ts';
import { refuseMenu, refuseTerms, type Terms } from '../../domain/group-buy-edit.ts';
import type { Member } from '../../domain/member.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type Sent } from '../installation/once.ts';
import { audienceOf } from '../listing/audience.ts';
import { lockKnown, roleOf } from './access.ts';
import { asRow, type Drafted, type DraftInput } from './draft.ts';
import type { ReadLine } from './draft-form.ts';
import { nextDueAt, noticesAgain } from './due-at.ts';
import { noteMinimum } from './order.ts';
import { groupBuyLines } from './order-table.ts';
import { keepPaymentPhoto } from './payment-terms.ts';
import { insertEvent, listLines, updateBuy, type BuyRow, type LineRow } from './queries.ts';

export type EditInput = DraftInput & {
	/** Names of the fields that were sent: of an open group buy, what was not sent stays as it is. */
	sent: ReadonlySet<string>;
};

/** Changes what it says and its menu: all of it before it opens; afterwards only what takes nothing from those who ordered. */
export function edit(db: Db, by: Member, id: string, input: EditInput, sent: Sent): Promise<Drafted> {
	const now = sent.at;
	return once(db, sent, async (tx): Promise<Drafted> => {
		const known = await lockKnown(tx, id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const { buy } = known;
		const open = buy.state === 'open';
		if (buy.state !== 'draft' && !open) return refused('group_buy.state_changed');
		const { lines, photo, from: _, sent: fields, ...typed } = input;
		const terms: Terms = open ? withUnsent(buy, typed, fields) : typed;
		const refusal = refuseDraft({ ...terms, lines }, by, now);
		if (refusal) return refused(refusal.code, { field: refusal.field });
		const before = await listLines(tx, id);
		const kept = open ? (refuseTerms(buy, terms) ?? refuseMenu(before, lines)) : null;
		if (kept) return refused(kept.code, kept);
		if (photo && open) return refused('group_buy.payment_elsewhere', { field: 'photo' });
		await updateBuy(tx, id, open ? terms : { ...terms, audience: audienceOf(terms.scope, by) });
		await writeMenu(tx, id, before, lines, !open);
		if (photo) await keepPaymentPhoto(tx, id, photo, by, now);
		if (open) {
			if (terms.closesAt > buy.closesAt) await runAgain(tx, { ...buy, ...terms }, now);
			await noteMinimum(tx, id, now);
			await insertEvent(tx, { groupBuyId: id, kind: 'edited', at: now, byId: by.actedBy ?? by.id });
		}
		afterCommit(tx, { groupBuyId: id });
		return done({ id });
	});
}

const KEYS: Partial<Record<keyof Terms, string>> = {
	feeMinor: 'fee',
	discountMinor: 'discount',
	marginMinor: 'margin',
	minimumMinor: 'minimum',
};

/** What was sent over what stands. A time is typed to the minute: the same minute is the same time. */
function withUnsent(buy: BuyRow, typed: Terms, sent: ReadonlySet<string>): Terms {
	const names = Object.keys(typed) as (keyof Terms)[];
	const stands = names.filter((name) => !sent.has(KEYS[name] ?? name) || sameMinute(buy[name], typed[name]));
	return { ...typed, ...Object.fromEntries(stands.map((name) => [name, buy[name]])) };
}

function sameMinute(a: unknown, b: unknown): boolean {
	const minute = (it: unknown) => (it instanceof Date ? Math.floor(it.getTime() / 60_000) : null);
	return minute(a) !== null && minute(a) === minute(b);
}

/** With more time a missed minimum is no longer missed, and the reminders come round again. */
async function runAgain(tx: Db, buy: BuyRow, now: Date): Promise<void> {
	const again = { missedAt: null, ...noticesAgain(buy.closesAt, now) };
	await updateBuy(tx, buy.id, { ...again, dueAt: nextDueAt({ ...buy, ...again }, now) });
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
