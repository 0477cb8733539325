import { and, eq, isNull } from 'drizzle-orm';
import type { StepRefusal } from '../../domain/group-buy-steps.ts';
import type { Member } from '../../domain/member.ts';
import { isOfHousehold } from '../../domain/member.ts';
import { mayReport } from '../../domain/group-buy.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit } from '../db/transact.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import type { StoredPhoto } from '../photo/process.ts';
import { insertPhotos } from '../photo/queries.ts';
import { changedBy } from '../listing/facts.ts';
import { lockKnown, mayDo, maySeeBuy, roleOf } from './access.ts';
import { book } from './books.ts';
import { tellOfBuy } from './news.ts';
import { findOrder, findOrderOf, listOrderLines } from './order-queries.ts';
import { listPeopleOfOrders } from './people-queries.ts';
import { listLines, markBuyState, type BuyRow } from './queries.ts';
import { groupBuyProblems } from './books-table.ts';

type Reported = Outcome<{ id: string }, StepRefusal | KeyRefusal | 'not_found' | 'group_buy.no_order'>;
export type ProblemInput = {
	id: string;
	lineId: string;
	quantity: number;
	note: string;
	photo: StoredPhoto | null;
};

/** “The eggs are broken”: until a day after it was fetched, with a picture. */
export function reportProblem(db: Db, by: Member, input: ProblemInput, sent: Sent): Promise<Reported> {
	return once(db, sent, async (tx): Promise<Reported> => {
		const known = await lockKnown(tx, input.id);
		if (!known || !maySeeBuy(known, by)) return refused('not_found');
		const { buy } = known;
		const order = await findOrderOf(tx, buy.id, by.householdId);
		if (!order || !isOfHousehold(by, order.householdId ?? '')) return refused('group_buy.no_order');
		if (buy.state !== 'pickup' && buy.state !== 'settled') return refused('group_buy.state_changed');
		if (!mayReport(buy, order, sent.at)) return refused('group_buy.too_late');
		const had = (await listOrderLines(tx, order.id)).find((it) => it.lineId === input.lineId);
		const most = had?.received ?? had?.quantity ?? 0;
		if (!had || input.quantity > most) return refused('group_buy.line_unknown', { field: 'line' });
		const [photoId] = input.photo
			? await insertPhotos(tx, { groupBuyId: buy.id }, [input.photo], by.actedBy ?? by.id, sent.at)
			: [];
		const { lineId, quantity, note } = input;
		await tx.insert(groupBuyProblems).values({
			...{ groupBuyId: buy.id, orderId: order.id, lineId, quantity, note },
			photoId: photoId ?? null,
			saidBy: by.actedBy ?? by.id,
			saidAt: sent.at,
		});
		const side = known.sides.find((it) => it.id === order.sideId);
		await tellOfBuy(tx, [side?.organiserId ?? buy.organiserId], 'group_buy.problem', buy, sent.at, {
			detail: { name: by.name, door: by.door },
			href: `/group-buys/${buy.id}/manage`,
		});
		afterCommit(tx, { groupBuyId: buy.id });
		return done({ id: buy.id });
	});
}

export type ResolveInput = {
	id: string;
	problemId: string;
	creditMinor: number;
	bearer: 'supplier' | 'organiser';
	answer: string;
};

/**
 * What was agreed, in the same books: the household owes less, and the supplier or the organiser bears it. Money agreed
 * after it was settled opens the books again, and everybody can read that and why.
 */
export function resolveProblem(db: Db, by: Member, input: ResolveInput, sent: Sent): Promise<Reported> {
	return once(db, sent, async (tx): Promise<Reported> => {
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) === null) return refused('not_found');
		const { buy } = known;
		if (buy.state !== 'pickup' && buy.state !== 'settled') return refused('group_buy.state_changed');
		const byId = by.actedBy ?? by.id;
		const { creditMinor, answer } = input;
		const [problem] = await tx
			.update(groupBuyProblems)
			.set({ creditMinor, answer, settledBy: byId, settledAt: sent.at })
			.where(
				and(
					eq(groupBuyProblems.id, input.problemId),
					eq(groupBuyProblems.groupBuyId, buy.id),
					isNull(groupBuyProblems.settledAt),
				),
			)
			.returning();
		const order = problem && (await findOrder(tx, buy.id, problem.orderId));
		if (!problem || !order) return refused('group_buy.payment_gone');
		if (!mayDo(known, by, 'money', order.sideId)) return refused('group_buy.not_yours_to_confirm');
		const { sideId, id: orderId } = order;
		const line = (await listLines(tx, buy.id)).find((it) => it.id === problem.lineId);
		const [moveId] = await book(tx, [
			{
				groupBuyId: buy.id,
				kind: 'problem',
				at: sent.at,
				byId,
				reason: [line?.title ?? '', answer].filter((it) => it !== '').join(': '),
				entries: [
					{ account: 'household', sideId, orderId, amountMinor: -creditMinor },
					input.bearer === 'supplier'
						? { account: 'supplier', amountMinor: creditMinor }
						: { account: 'written_off', sideId, amountMinor: creditMinor },
				],
			},
		]);
		if (moveId !== undefined) {
			await tx.update(groupBuyProblems).set({ moveId }).where(eq(groupBuyProblems.id, problem.id));
			if (buy.state === 'settled') await openBooksAgain(tx, buy, by, line?.title ?? '', sent.at);
		}
		const people = (await listPeopleOfOrders(tx, buy.id)).filter((it) => it.orderId === orderId);
		const said: Record<string, string | number> = {};
		if (creditMinor > 0) said.amountMinor = creditMinor;
		if (answer !== '') said.reason = answer;
		await tellOfBuy(
			tx,
			people.map((it) => it.residentId),
			'group_buy.problem_settled',
			buy,
			sent.at,
			{ detail: said },
		);
		afterCommit(tx, { groupBuyId: buy.id });
		return done({ id: buy.id });
	});
}

async function openBooksAgain(tx: Db, buy: BuyRow, by: Member, title: string, now: Date): Promise<void> {
	const trail = { ...changedBy(by), changedAt: now, changeReason: title };
	if (!(await markBuyState(tx, buy.id, ['settled'], 'pickup', trail)))
		throw new Error('a group buy under its lock is no longer settled');
	const people = await listPeopleOfOrders(tx, buy.id);
	const all = [...new Set(people.map((it) => it.residentId))];
	await tellOfBuy(tx, all, 'group_buy.unsettled', buy, now, {
		detail: title === '' ? {} : { reason: title },
	});
}
