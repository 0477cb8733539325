import type { RequestEvent } from '@sveltejs/kit';
import { describeDevice } from '../account/device.ts';
import { openSession } from '../account/session.ts';
import { sessionCookie, setSessionCookie } from './cookies.ts';

/** Signs this browser in as somebody, with a new token; whatever it was signed in with before ends. */
export async function enterAs(
	event: Pick<RequestEvent, 'locals' | 'cookies' | 'request'>,
	residentId: string,
): Promise<void> {
	const { locals, cookies, request } = event;
	const https = locals.env.origin.startsWith('https:');
	const replaces = sessionCookie(cookies, https) ?? null;
	const device = describeDevice(request.headers.get('user-agent'));
	const token = await openSession(locals.db, residentId, locals.now, { device, replaces });
	setSessionCookie(cookies, token, https);
}
