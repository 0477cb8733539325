import type { Locale } from '#lib/domain/member.ts';
import { dayOf } from '#lib/domain/time.ts';
import { sayDay } from '#lib/i18n/when.ts';

/** Rows in their order, those of one day together under its name, in the building's zone. */
export function byDay<Row extends { at: Date }, Said>(
	rows: readonly Row[],
	say: (row: Row) => Said,
	{ now, zone, locale }: { now: Date; zone: string; locale: Locale },
): { day: string; rows: Said[] }[] {
	const days = new Map<string, Said[]>();
	for (const row of rows) {
		const day = dayOf(row.at, zone);
		const those = days.get(day) ?? [];
		those.push(say(row));
		days.set(day, those);
	}
	return [...days].map(([day, those]) => ({ day: sayDay(day, dayOf(now, zone), locale), rows: those }));
}
