import { asc, lte } from 'drizzle-orm';
import { isReached } from '../../domain/group-buy.ts';
import { casesFor } from '../../domain/share-out.ts';
import { findMemberById } from '../account/queries.ts';
import type { Db } from '../db/connect.ts';
import { afterCommit, transact } from '../db/transact.ts';
import { log } from '../log.ts';
import { dayNotice, hourNotice, nextDueAt } from './due-at.ts';
import { tellOfBuy } from './news.ts';
import { listAudience, listHelpersOf, listPeopleOfOrders } from './people-queries.ts';
import {
	findBuy,
	insertEvent,
	listLines,
	listSides,
	lockBuyUnlessBusy,
	updateBuy,
	type BuyRow,
} from './queries.ts';
import { joinedBuildings, openWhenDue } from './steps.ts';
import { groupBuys } from './table.ts';

const BATCH = 50;

/** Opens, reminds and looks at minimums when their time has come; as with listings, any number of processes may run it. */
export async function settleDueBuys(db: Db, now: Date): Promise<number> {
	const due = await db
		.select({ id: groupBuys.id })
		.from(groupBuys)
		.where(lte(groupBuys.dueAt, now))
		.orderBy(asc(groupBuys.dueAt))
		.limit(BATCH);
	let settled = 0;
	for (const { id } of due) if (await apart(id, settleBuy(db, id, now))) settled++;
	return settled;
}

async function apart(id: string, settling: Promise<boolean>): Promise<boolean> {
	try {
		return await settling;
	} catch (error) {
		log.error('settling a group buy failed, trying again', { id, error });
		return false;
	}
}

function settleBuy(db: Db, id: string, now: Date): Promise<boolean> {
	return transact(db, async (tx) => {
		const buy = await lockBuyUnlessBusy(tx, id);
		if (!buy?.dueAt || buy.dueAt > now) return false;
		const known = { buy, sides: await listSides(tx, id), helpers: await listHelpersOf(tx, id) };
		const organiser = await findMemberById(tx, buy.organiserId);
		const entrance = organiser?.entrance ?? '';
		if (buy.state === 'draft') {
			await updateBuy(tx, id, { dueAt: null });
			if (buy.openAskedAt && buy.approvedAt && buy.closesAt > now)
				await openWhenDue(tx, known, { changedBy: null, changedFor: null }, entrance, now);
			return true;
		}
		if (buy.state !== 'open') {
			await updateBuy(tx, id, { dueAt: null });
			return true;
		}
		const joined = joinedBuildings(known);
		if (buy.closesAt <= now) await noteEnd(tx, buy, now);
		else await remind(tx, buy, joined, entrance, now);
		await updateBuy(tx, id, { dueAt: buy.closesAt <= now ? null : nextDueAt((await findBuy(tx, id))!, now) });
		afterCommit(tx, { groupBuyId: id });
		return true;
	});
}

/** A day, and an hour, before the end: to those who have not ordered, and to those who could fill a case. */
async function remind(tx: Db, buy: BuyRow, joined: string[], entrance: string, now: Date): Promise<void> {
	const hour = hourNotice(buy);
	const last = hour !== null && hour <= now;
	const day = dayNotice(buy);
	if (!last && (day === null || day > now)) return;
	await updateBuy(tx, buy.id, last ? { toldHour: true, toldDay: true } : { toldDay: true });
	const without = await listAudience(tx, buy, joined, entrance, true);
	const detail = { until: buy.closesAt.toISOString() };
	const code = last ? 'group_buy.ends_soon' : 'group_buy.ends_tomorrow';
	await tellOfBuy(tx, without, code, buy, now, { detail, whileState: 'open' });
	const lines = await listLines(tx, buy.id);
	const lacking = lines.some((line) => casesFor(line.ordered, line.flex, line.caseSize).missing > 0);
	if (!lacking) return;
	const people = (await listPeopleOfOrders(tx, buy.id)).map((it) => it.residentId);
	const fills = last ? 'group_buy.fills_case_soon' : 'group_buy.fills_case';
	await tellOfBuy(tx, people, fills, buy, now, { detail, whileState: 'open' });
}

/** Time is over. Nothing is decided for the organiser: enough, and it can be locked; too little, and there are four ways. */
async function noteEnd(tx: Db, buy: BuyRow, now: Date): Promise<void> {
	const href = `/group-buys/${buy.id}/manage`;
	if (isReached(buy, buy)) return tellOfBuy(tx, [buy.organiserId], 'group_buy.over', buy, now, { href });
	await updateBuy(tx, buy.id, { missedAt: now });
	await insertEvent(tx, { groupBuyId: buy.id, kind: 'missed', at: now, byId: null });
	await tellOfBuy(tx, [buy.organiserId], 'group_buy.missed_organiser', buy, now, { href });
	const people = (await listPeopleOfOrders(tx, buy.id)).map((it) => it.residentId);
	const others = people.filter((id) => id !== buy.organiserId);
	await tellOfBuy(tx, others, 'group_buy.missed', buy, now, { whileState: 'open' });
}
