import type { Cookies } from '@sveltejs/kit';
import type { Locale, TextSize } from '../../domain/member.ts';

const MAX_AGE = 400 * 86_400;

const name = (https: boolean) => (https ? '__Host-stairwell' : 'stairwell');

export function sessionCookie(cookies: Cookies, https: boolean): string | undefined {
	return cookies.get(name(https));
}

export function setSessionCookie(cookies: Cookies, token: string, https: boolean): void {
	cookies.set(name(https), token, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: https,
		maxAge: MAX_AGE,
	});
}

export function dropSessionCookie(cookies: Cookies, https: boolean): void {
	cookies.delete(name(https), { path: '/', httpOnly: true, sameSite: 'lax', secure: https });
}

/** The language somebody chose before they were anybody. */
export const LOCALE_COOKIE = 'stairwell-locale';

export function keepLocale(cookies: Cookies, locale: Locale, https: boolean): void {
	cookies.set(LOCALE_COOKIE, locale, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: https,
		maxAge: MAX_AGE,
	});
}

/** How large this browser writes: a shared tablet may differ from its owner's phone. */
export const SIZE_COOKIE = 'stairwell-size';

export function keepTextSize(cookies: Cookies, size: TextSize, https: boolean): void {
	cookies.set(SIZE_COOKIE, size, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: https,
		maxAge: MAX_AGE,
	});
}
