import { json, type Handle, type HandleServerError, type RequestEvent, type ServerInit } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { enter } from '#lib/server/http/enter.ts';
import { inLocale } from '#lib/server/http/locale.ts';
import { openInstallation, type Installation } from '#lib/server/installation/open.ts';
import { log } from '#lib/server/log.ts';
import { problemText, type ProblemCode } from '#lib/server/problem.ts';

let installation: Installation;

export const init: ServerInit = async () => {
	installation = await openInstallation();
};

export const handle: Handle = async ({ event, resolve }) => {
	try {
		return await enter(installation, event, resolve);
	} catch (error) {
		// Kit tells scripts of what failed in an action, but not of what failed before it, in words their forms understand.
		if (event.request.headers.get('x-sveltekit-action') !== 'true') throw error;
		return json({ type: 'error', status: 500, error: unexpected(event, error) }, { status: 500 });
	}
};

const KNOWN: Record<number, ProblemCode> = {
	400: 'form.unreadable',
	401: 'not_signed_in',
	403: 'forbidden',
	404: 'not_found',
	405: 'not_found',
	413: 'body.too_large',
	415: 'body.unsupported',
};

/** What nobody foresaw gets an id that stands in the log beside it; what Kit itself refuses gets our own words. */
export const handleError: HandleServerError = ({ error, event, status }) =>
	inLocale(event.locals.locale ?? 'en', () => {
		const code = KNOWN[status];
		return code ? { code, message: problemText(code) } : unexpected(event, error);
	});

function unexpected(event: RequestEvent, error: unknown): App.Error {
	const id = randomUUID();
	log.error('unexpected', { id, route: event.route.id, method: event.request.method, error });
	const message = inLocale(event.locals.locale ?? 'en', () => problemText('unexpected', { id }));
	return { code: 'unexpected', id, message };
}
