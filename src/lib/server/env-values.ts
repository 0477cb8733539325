import { StartRefusal } from './start-refusal.ts';

// One reader per kind of value. Each answers undefined for an absent value and refuses, naming the variable, what it
// cannot understand. Values that may hold a password are not repeated in the sentence.

type Value = string | undefined;

export function wholeNumber(name: string, value: Value, least: number, most: number): number | undefined {
	if (value === undefined) return undefined;
	const number = Number(value);
	if (/^\d+$/.test(value) && number >= least && number <= most) return number;
	throw new StartRefusal(`${name} must be a whole number from ${least} to ${most}, not "${value}".`);
}

export function choice<T extends string>(name: string, value: Value, allowed: readonly T[]): T | undefined {
	if (value === undefined) return undefined;
	const found = allowed.find((each) => each === value.toLowerCase());
	if (found !== undefined) return found;
	throw new StartRefusal(`${name} must be ${allowed.join(' or ')}, not "${value}".`);
}

export function httpOrigin(name: string, value: Value): string | undefined {
	if (value === undefined) return undefined;
	const url = parseUrl(value);
	const plain =
		url &&
		/^https?:$/.test(url.protocol) &&
		url.pathname === '/' &&
		!url.search &&
		!url.hash &&
		!url.username;
	if (url && plain) return url.origin;
	throw new StartRefusal(
		`${name} must be an address like https://stairwell.example with nothing after it, not "${value}".`,
	);
}

export function postgresUrl(name: string, value: Value): string | undefined {
	if (value === undefined) return undefined;
	if (/^postgres(ql)?:\/\/./.test(value)) return value;
	throw new StartRefusal(`${name} must look like postgres://user:password@host:5432/database.`);
}

export function mailServer(name: string, value: Value): string | undefined {
	if (value === undefined) return undefined;
	const url = parseUrl(value);
	if (url && /^smtps?:$/.test(url.protocol) && url.hostname) return value;
	throw new StartRefusal(`${name} must look like smtp://user:password@host:587 or smtps://….`);
}

/** RFC 8292 section 2.1: the subject of a VAPID token is a mailto: or https: address. */
export function contact(name: string, value: Value): string | undefined {
	if (value === undefined) return undefined;
	if (/^mailto:[^\s@]+@[^\s@]+$/.test(value) || parseUrl(value)?.protocol === 'https:') return value;
	throw new StartRefusal(`${name} must be mailto:somebody@example.org or an https address, not "${value}".`);
}

/** It becomes a part of an address. */
export function word(name: string, value: Value): string | undefined {
	if (value === undefined || /^[\w.~-]+$/.test(value)) return value;
	throw new StartRefusal(
		`${name} may only have letters, digits and - . _ ~ in it, as it becomes part of an address.`,
	);
}

export function list(name: string, value: Value): string[] {
	const hosts = (value ?? '').split(/[\s,]+/).filter(Boolean);
	for (const host of hosts) {
		const url = parseUrl(`https://${host}`);
		if (url && url.pathname === '/' && !host.includes('/') && !url.username) continue;
		throw new StartRefusal(`${name} must list hosts as host:port, separated by commas; "${host}" is none.`);
	}
	return hosts.map((host) => host.toLowerCase());
}

export function bytes(name: string, value: Value): number | undefined {
	if (value === undefined) return undefined;
	const [, digits, unit = ''] = /^(\d{1,12})([kmg]?)$/i.exec(value) ?? [];
	const factor = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[unit.toLowerCase()];
	if (digits && factor && Number(digits) > 0) return Number(digits) * factor;
	throw new StartRefusal(`${name} must be a number of bytes such as 40M or 512K, not "${value}".`);
}

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds; a shifted clock lets windows lapse and codes expire early, so it never goes with live limits. */
export function clockShift(name: string, value: Value, limits: boolean): number {
	if (value === undefined) return 0;
	const [, sign, digits, unit = ''] = /^([+-])(\d{1,6})([smhd])$/.exec(value) ?? [];
	const factor = UNITS[unit];
	if (!sign || !digits || !factor)
		throw new StartRefusal(`${name} must look like +25h, -30m or +2d, not "${value}".`);
	if (limits) throw new StartRefusal(`${name} is for tests only and needs STAIRWELL_LIMITS=off beside it.`);
	return (sign === '-' ? -1 : 1) * Number(digits) * factor;
}

function parseUrl(value: string): URL | undefined {
	return URL.canParse(value) ? new URL(value) : undefined;
}
