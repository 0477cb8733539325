import type { RequestEvent, ResolveOptions } from '@sveltejs/kit';
import { sprite } from '../../components/ui/icons.ts';
import { isLocale, localeOf } from '../../domain/member.ts';
import { findSignedIn, renewSession } from '../account/session.ts';
import type { Installation } from '../installation/open.ts';
import type { ProblemCode } from '../problem.ts';
import { problemText } from '../problem.ts';
import { LOCALE_COOKIE, sessionCookie, setSessionCookie } from './cookies.ts';
import { compress, secure } from './headers.ts';
import { inLocale } from './locale.ts';
import { isForeign, isUnknownHost } from './origin.ts';

type Resolve = (event: RequestEvent, options?: ResolveOptions) => Promise<Response> | Response;

/** Every request comes in here: host, origin, who it is, their language; then the page; then headers and compression. */
export async function enter(
	installation: Installation,
	event: RequestEvent,
	resolve: Resolve,
): Promise<Response> {
	const { env } = installation;
	const https = env.origin.startsWith('https:');
	const chosen = event.cookies.get(LOCALE_COOKIE);
	const { locals, request } = event;
	locals.env = env;
	locals.db = installation.db;
	locals.live = installation.live;
	locals.health = installation.health;
	locals.now = installation.now();
	locals.path = event.url.pathname + event.url.search;
	locals.wantsJson =
		(request.method === 'GET' && prefersJson(request.headers.get('accept'))) || sendsJson(request);
	// Whoever asks how we are may come past the proxy, whose header the adapter insists on.
	locals.address = isHealthCheck(event) ? '' : event.getClientAddress();
	locals.member = null;
	locals.sessionToken = null;
	locals.locale = isLocale(chosen) ? chosen : localeOf(request.headers.get('accept-language'));

	const refusal = inLocale(locals.locale, () => refuseEntry(event, env.origin));
	const response =
		refusal ??
		(await (async () => {
			// Without the database there would be no answer to the question whether there is one.
			if (!isHealthCheck(event)) await recognise(event, https);
			locals.locale = locals.member?.locale ?? locals.locale;
			return inLocale(locals.locale, () =>
				resolve(event, {
					transformPageChunk: ({ html }) => html.replace('%lang%', locals.locale).replace('%icons%', sprite),
					filterSerializedResponseHeaders: (name) => name === 'content-type',
				}),
			);
		})());
	secure(response.headers, https);
	return compress(request, response);
}

/** Who it is; somebody whose rights have changed gets a new token with the next page. */
async function recognise({ locals, cookies, request }: RequestEvent, https: boolean): Promise<void> {
	const token = sessionCookie(cookies, https);
	const signedIn = await findSignedIn(locals.db, token, locals.now);
	if (!token || !signedIn) return;
	locals.member = signedIn.member;
	locals.sessionToken = token;
	const isPage = request.method === 'GET' && request.headers.get('accept')?.includes('text/html');
	if (!signedIn.stale || !isPage) return;
	const fresh = await renewSession(locals.db, token, locals.now);
	if (fresh === null) return;
	setSessionCookie(cookies, fresh, https);
	locals.sessionToken = fresh;
}

function isHealthCheck({ url }: RequestEvent): boolean {
	return url.pathname === '/healthz';
}

function refuseEntry(event: RequestEvent, origin: string): Response | null {
	if (isHealthCheck(event)) return null;
	if (isUnknownHost(event.request, origin)) return refusal(421, 'host.unknown', { address: origin });
	if (isForeign(event.request, origin)) return refusal(403, 'origin.foreign', {});
	return null;
}

function refusal(status: number, code: ProblemCode, detail: Record<string, string>): Response {
	return Response.json(
		{
			type: 'error',
			error: { code, message: problemText(code, detail) },
			code,
			message: problemText(code, detail),
		},
		{ status },
	);
}

/** Kit's own rule: `text/html` first unless JSON is named with more weight or alone. */
function prefersJson(accept: string | null): boolean {
	return accept !== null && !accept.includes('text/html');
}

/** What no form sends: whoever does is a script of ours, and cannot be led to the door. */
function sendsJson(request: Request): boolean {
	return request.headers.get('content-type')?.startsWith('application/json') ?? false;
}
