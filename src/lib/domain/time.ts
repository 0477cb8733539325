/** Wall-clock fields of an instant in a zone. */
export type WallClock = { year: number; month: number; day: number; hour: number; minute: number };

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
	let found = formats.get(zone);
	if (!found) {
		found = new Intl.DateTimeFormat('en-GB', {
			timeZone: zone,
			hourCycle: 'h23',
			era: 'short',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		formats.set(zone, found);
	}
	return found;
}

/** Is it an IANA zone that this machine knows? */
export function isZone(zone: string): boolean {
	try {
		format(zone);
		return /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(zone);
	} catch {
		return false; // Intl throws a RangeError for an unknown zone: that is the answer
	}
}

export function wallClock(at: Date, zone: string): WallClock {
	const shown = new Date(at.getTime() + offsetAt(at.getTime(), zone));
	return {
		year: shown.getUTCFullYear(),
		month: shown.getUTCMonth() + 1,
		day: shown.getUTCDate(),
		hour: shown.getUTCHours(),
		minute: shown.getUTCMinutes(),
	};
}

const QUARTER = 15 * 60_000;
const MOST_KEPT = 5000;
/** By zone, then by quarter of an hour. */
const offsets = new Map<string, Map<number, number>>();

/**
 * Milliseconds that the zone's clock is ahead of UTC at that instant. Clocks change at full quarters of an hour only, and
 * asking for the rules is slow: one answer does for the quarter.
 */
function offsetAt(at: number, zone: string): number {
	const quarter = Math.floor(at / QUARTER) * QUARTER;
	let known = offsets.get(zone);
	if (!known) offsets.set(zone, (known = new Map()));
	let offset = known.get(quarter);
	if (offset === undefined) {
		offset = offsetByRules(quarter, zone);
		if (known.size >= MOST_KEPT) known.clear();
		known.set(quarter, offset);
	}
	return offset;
}

function offsetByRules(at: number, zone: string): number {
	const of: Record<string, number> = {};
	for (const part of format(zone).formatToParts(at)) of[part.type] = Number(part.value);
	return Date.UTC(of.year!, of.month! - 1, of.day!, of.hour!, of.minute!) - at;
}

/** The instant of a wall clock in a zone. In the hour a clock skips, the time after the skip; in a doubled hour, the first. */
export function instant(clock: WallClock, zone: string): Date {
	const asUtc = Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute);
	const [before, after] = [offsetAt(asUtc - 86_400_000, zone), offsetAt(asUtc + 86_400_000, zone)];
	for (const offset of [before, after])
		if (offsetAt(asUtc - offset, zone) === offset) return new Date(asUtc - offset);
	return new Date(asUtc - before);
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?$/;
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

function realDate(year: number, month: number, day: number): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	return year >= 1970 && year < 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** `YYYY-MM-DD` of a day that exists, else null. */
export function readDay(text: string): string | null {
	const found = DAY.exec(text.trim());
	return found && realDate(Number(found[1]), Number(found[2]), Number(found[3])) ? text.trim() : null;
}

/** `YYYY-MM-DDTHH:mm` in the zone, or ISO 8601 with an offset; else null. */
export function readTime(text: string, zone: string): Date | null {
	const typed = text.trim();
	if (WITH_OFFSET.test(typed)) {
		const at = new Date(typed);
		return Number.isNaN(at.getTime()) ? null : at;
	}
	const found = LOCAL.exec(typed);
	if (!found) return null;
	const [year, month, day, hour, minute] = found.slice(1, 6).map(Number) as [
		number,
		number,
		number,
		number,
		number,
	];
	if (!realDate(year, month, day) || hour > 23 || minute > 59) return null;
	return instant({ year, month, day, hour, minute }, zone);
}

const two = (n: number) => String(n).padStart(2, '0');

/** The day it is in the zone, `YYYY-MM-DD`. */
export function dayOf(at: Date, zone: string): string {
	const clock = wallClock(at, zone);
	return `${clock.year}-${two(clock.month)}-${two(clock.day)}`;
}

/** As `<input type="datetime-local">` wants it, in the zone. */
export function localInput(at: Date, zone: string): string {
	const clock = wallClock(at, zone);
	return `${dayOf(at, zone)}T${two(clock.hour)}:${two(clock.minute)}`;
}

/** The first instant after that day in the zone. */
export function endOfDay(day: string, zone: string): Date {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const next = new Date(Date.UTC(year, month - 1, date + 1));
	const clock = { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
	return instant({ ...clock, hour: 0, minute: 0 }, zone);
}

/** Quiet hours: minutes after midnight, `from` inclusive, `to` exclusive; may pass midnight; equal means none. */
export type QuietHours = { from: number; to: number };

export const QUIET_DEFAULT: QuietHours = { from: 22 * 60, to: 7 * 60 };

function minutesOf(at: Date, zone: string): number {
	const clock = wallClock(at, zone);
	return clock.hour * 60 + clock.minute;
}

export function isQuiet(at: Date, quiet: QuietHours, zone: string): boolean {
	if (quiet.from === quiet.to) return false;
	const minute = minutesOf(at, zone);
	return quiet.from < quiet.to
		? minute >= quiet.from && minute < quiet.to
		: minute >= quiet.from || minute < quiet.to;
}

/** The next instant strictly after `at` when the zone's clock shows that minute of the day. */
export function nextAt(at: Date, minute: number, zone: string): Date {
	const today = wallClock(at, zone);
	for (let ahead = 0; ahead < 3; ahead++) {
		const date = new Date(Date.UTC(today.year, today.month - 1, today.day + ahead));
		const found = instant(
			{
				year: date.getUTCFullYear(),
				month: date.getUTCMonth() + 1,
				day: date.getUTCDate(),
				hour: Math.floor(minute / 60),
				minute: minute % 60,
			},
			zone,
		);
		if (found > at) return found;
	}
	throw new RangeError(`no ${minute} minutes after midnight within three days in ${zone}`);
}

/** `at`, or the end of the quiet hours in which it falls. */
export function afterQuiet(at: Date, quiet: QuietHours, zone: string): Date {
	return isQuiet(at, quiet, zone) ? nextAt(at, quiet.to, zone) : at;
}

/** The instant at which `milliseconds` of waking time have passed: the clock stands still in quiet hours. */
export function addWaking(start: Date, milliseconds: number, quiet: QuietHours, zone: string): Date {
	if (quiet.from === quiet.to) return new Date(start.getTime() + milliseconds);
	let at = afterQuiet(start, quiet, zone);
	let left = milliseconds;
	for (;;) {
		const night = nextAt(at, quiet.from, zone);
		const awake = night.getTime() - at.getTime();
		if (left <= awake) return new Date(at.getTime() + left);
		left -= awake;
		at = afterQuiet(night, quiet, zone);
	}
}
