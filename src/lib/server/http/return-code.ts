import type { Cookies } from '@sveltejs/kit';

// Outlives a reload and needs no script; only this browser ever sees it, and what it says is shown only while it is true.
const name = (https: boolean) => (https ? '__Host-stairwell-return-code' : 'stairwell-return-code');

/** For ten minutes this browser can show the return code that was just made. */
export function keepReturnCode(cookies: Cookies, code: string, https: boolean): void {
	cookies.set(name(https), code, { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: 600 });
}

export function shownReturnCode(cookies: Cookies, https: boolean): string | undefined {
	return cookies.get(name(https));
}

export function dropReturnCode(cookies: Cookies, https: boolean): void {
	cookies.delete(name(https), { path: '/', httpOnly: true, sameSite: 'lax', secure: https });
}
