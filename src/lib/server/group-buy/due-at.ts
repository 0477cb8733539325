import type { BuyRow } from './queries.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A day's notice makes sense only for what is open much longer than a day. */
export function dayNotice(buy: Pick<BuyRow, 'closesAt' | 'createdAt' | 'toldDay'>): Date | null {
	const at = new Date(buy.closesAt.getTime() - DAY);
	return buy.toldDay || at <= buy.createdAt ? null : at;
}

export function hourNotice(buy: Pick<BuyRow, 'closesAt' | 'createdAt' | 'toldHour'>): Date | null {
	const at = new Date(buy.closesAt.getTime() - HOUR);
	return buy.toldHour || at <= buy.createdAt ? null : at;
}

/** Reminders whose time is over when a new end is set are never sent: “closes tomorrow” is not said of today. */
export function pastNotices(closesAt: Date, now: Date): Pick<BuyRow, 'toldDay' | 'toldHour'> {
	const left = closesAt.getTime() - now.getTime();
	return { toldDay: left <= DAY, toldHour: left <= HOUR };
}

/** When the end has moved, its last hour is told of again, however near it is. */
export function noticesAgain(closesAt: Date, now: Date): Pick<BuyRow, 'toldDay' | 'toldHour'> {
	return { ...pastNotices(closesAt, now), toldHour: false };
}

/** When the system has to look at an open group buy next: a day and an hour before its end, and at its end. */
export function nextDueAt(
	buy: Pick<BuyRow, 'state' | 'closesAt' | 'createdAt' | 'toldDay' | 'toldHour' | 'missedAt'>,
	now: Date,
): Date | null {
	if (buy.state !== 'open') return null;
	return (
		dayNotice(buy) ?? hourNotice(buy) ?? (buy.closesAt > now || buy.missedAt === null ? buy.closesAt : null)
	);
}
