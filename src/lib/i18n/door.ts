import type { Locale } from '../domain/member.ts';

/** A door as it is said aloud: `2单元1102`, `door 2-1102`. */
export function sayDoor(door: string, locale: Locale): string {
	if (locale !== 'zh-CN') return `door ${door}`;
	const [, entrance, number] = /^([0-9A-Z]{1,4})-(\d.*)$/.exec(door) ?? [];
	return entrance ? `${entrance}单元${number}` : door;
}
