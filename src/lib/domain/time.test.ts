import { describe, expect, it } from 'vitest';
import {
	addWaking,
	afterQuiet,
	dayOf,
	endOfDay,
	instant,
	isQuiet,
	isZone,
	localInput,
	QUIET_DEFAULT,
	readDay,
	readTime,
} from './time.ts';

const SH = 'Asia/Shanghai';
const at = (text: string) => new Date(text);

describe('time in a zone', () => {
	it('reads a local time in the building’s zone, and an offset where one is written', () => {
		expect(readTime('2026-11-21T20:30', SH)).toEqual(at('2026-11-21T12:30:00Z'));
		expect(readTime('2026-11-21T20:30:00+02:00', SH)).toEqual(at('2026-11-21T18:30:00Z'));
		expect(readTime('2026-11-21T12:30:00Z', SH)).toEqual(at('2026-11-21T12:30:00Z'));
	});
	it.each(['', 'tomorrow', '2026-02-30T10:00', '2026-13-01T10:00', '2026-01-01T24:00', '2026-01-01'])(
		'%s is no time',
		(typed) => expect(readTime(typed, SH)).toBeNull(),
	);
	it.each(['2026-02-29', '2026-1-1', '20260101', 'x', '0001-01-01'])('%s is no day', (typed) =>
		expect(readDay(typed)).toBeNull(),
	);
	it('knows days that exist', () => expect(readDay('2028-02-29')).toBe('2028-02-29'));
	it('is the same back and forth, over a change of clocks too', () => {
		for (const zone of [SH, 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'UTC'])
			for (let hour = 0; hour < 24 * 366; hour += 7) {
				const then = new Date(Date.UTC(2026, 0, 1, hour));
				const back = readTime(localInput(then, zone), zone)!;
				expect(localInput(back, zone)).toBe(localInput(then, zone));
			}
	});
	it('moves on over an hour that does not exist', () => {
		expect(instant({ year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, 'Europe/Berlin')).toEqual(
			at('2026-03-29T01:30:00Z'),
		);
	});
	it('ends a day at the next midnight of the zone', () => {
		expect(endOfDay('2026-11-21', SH)).toEqual(at('2026-11-21T16:00:00Z'));
		expect(dayOf(at('2026-11-21T16:00:00Z'), SH)).toBe('2026-11-22');
	});
	it('knows zones', () =>
		expect([isZone(SH), isZone('Mars/Olympus'), isZone('')]).toEqual([true, false, false]));
});

describe('quiet hours', () => {
	const night = QUIET_DEFAULT;
	it('pass midnight', () => {
		expect(isQuiet(at('2026-11-21T13:59:00Z'), night, SH)).toBe(false);
		expect(isQuiet(at('2026-11-21T14:00:00Z'), night, SH)).toBe(true);
		expect(isQuiet(at('2026-11-21T22:59:00Z'), night, SH)).toBe(true);
		expect(isQuiet(at('2026-11-21T23:00:00Z'), night, SH)).toBe(false);
	});
	it('end at seven', () => {
		expect(afterQuiet(at('2026-11-21T15:00:00Z'), night, SH)).toEqual(at('2026-11-21T23:00:00Z'));
		expect(afterQuiet(at('2026-11-21T10:00:00Z'), night, SH)).toEqual(at('2026-11-21T10:00:00Z'));
	});
	it('stop the clock: four hours from nine in the evening are up at ten in the morning', () => {
		expect(addWaking(at('2026-11-21T13:00:00Z'), 4 * 3_600_000, night, SH)).toEqual(
			at('2026-11-22T02:00:00Z'),
		);
	});
	it('stop it more than once', () => {
		expect(addWaking(at('2026-11-21T23:00:00Z'), 40 * 3_600_000, night, SH)).toEqual(
			at('2026-11-24T09:00:00Z'),
		);
	});
	it('may be none', () => {
		expect(addWaking(at('2026-11-21T13:00:00Z'), 3_600_000, { from: 0, to: 0 }, SH)).toEqual(
			at('2026-11-21T14:00:00Z'),
		);
	});
	it('leave exactly the waking time between start and end', () => {
		for (let i = 0; i < 200; i++) {
			const start = new Date(Date.UTC(2026, 9, 24, 0, i * 37));
			const span = (1 + (i % 50)) * 1_800_000;
			const end = addWaking(start, span, night, 'Europe/Berlin');
			let awake = 0;
			for (let t = start.getTime(); t < end.getTime(); t += 60_000)
				if (!isQuiet(new Date(t), night, 'Europe/Berlin')) awake += 60_000;
			expect(awake).toBe(span);
		}
	});
});
