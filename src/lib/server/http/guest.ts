import type { RequestEvent } from '@sveltejs/kit';
import { createHash, randomBytes } from 'node:crypto';

const NAME = 'stairwell-guest';
const DAY = 86_400;

/**
 * What tells one guest from another: a cookie of a day, or the address where there is none. Kept only as a hash; whoever
 * throws the cookie away meets the limits of the address and of the corner.
 */
export function guestOf({ cookies, locals }: Pick<RequestEvent, 'cookies' | 'locals'>): string {
	const known = cookies.get(NAME);
	const told =
		known !== undefined && /^[\w-]{22}$/.test(known) ? `cookie:${known}` : `address:${locals.address}`;
	return createHash('sha256').update(told).digest('base64url');
}

/** Gives a guest's browser its cookie with the page, so that its first tap is counted as its own. */
export function welcomeGuest({ cookies, locals }: Pick<RequestEvent, 'cookies' | 'locals'>): void {
	if (cookies.get(NAME) !== undefined) return;
	cookies.set(NAME, randomBytes(16).toString('base64url'), {
		path: '/c',
		httpOnly: true,
		sameSite: 'lax',
		secure: locals.env.origin.startsWith('https:'),
		maxAge: DAY,
	});
}
