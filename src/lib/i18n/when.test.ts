import { expect, test } from 'vitest';
import { sayDay, sayTime } from './when.ts';

const zone = 'Asia/Shanghai';
const now = new Date('2026-11-21T02:00:00Z');
const said = (at: string) => [
	sayTime(new Date(at), now, zone, 'zh-CN'),
	sayTime(new Date(at), now, zone, 'en'),
];

test('a time is said as neighbours say it, by the clock of the building', () => {
	expect(said('2026-11-21T12:00:00Z')).toEqual(['今天 20:00', 'today, 8\u00a0pm']);
	expect(said('2026-11-21T16:30:00Z')).toEqual(['明天 00:30', 'tomorrow, 12:30\u00a0am']);
	expect(said('2026-11-23T01:05:00Z')).toEqual(['后天 09:05', 'Mon, 9:05\u00a0am']);
	expect(said('2026-11-25T04:00:00Z')).toEqual(['周三 12:00', 'Wed, 12\u00a0pm']);
	expect(said('2026-12-05T04:00:00Z')).toEqual(['12月5日 12:00', '5 Dec, 12\u00a0pm']);
});

test('the small hours of this night are tonight, until somebody has slept', () => {
	const evening = new Date('2026-11-21T13:00:00Z');
	const from = (at: string) => [
		sayTime(new Date(at), evening, zone, 'zh-CN'),
		sayTime(new Date(at), evening, zone, 'en'),
	];
	expect(from('2026-11-21T16:30:00Z')).toEqual(['今夜 00:30', 'tonight, 12:30\u00a0am']);
	expect(from('2026-11-21T20:59:00Z')).toEqual(['今夜 04:59', 'tonight, 4:59\u00a0am']);
	expect(from('2026-11-21T21:00:00Z')).toEqual(['明天 05:00', 'tomorrow, 5\u00a0am']);
	expect(from('2026-11-21T15:59:00Z')).toEqual(['今天 23:59', 'today, 11:59\u00a0pm']);
});

test('another year is named', () => {
	expect(sayDay('2027-02-03', '2026-11-21', 'zh-CN')).toBe('2027年2月3日');
	expect(sayDay('2027-02-03', '2026-11-21', 'en')).toBe('3 Feb 2027');
});
