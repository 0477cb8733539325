import type { RequestEvent, ResolveOptions } from '@sveltejs/kit';
import { createHash } from 'node:crypto';
import { PERSON_HEADER, READER_HEADER } from '../../domain/kept.ts';
import { isLocale, isTextSize, localeOf } from '../../domain/member.ts';
import { findStoodInFor } from '../account/acting.ts';
import { findSignedIn, isSeen, markSeen, renewSession } from '../account/session.ts';
import type { Installation } from '../installation/open.ts';
import type { ProblemCode } from '../problem.ts';
import { problemText } from '../problem.ts';
import { LOCALE_COOKIE, SIZE_COOKIE, sessionCookie, setSessionCookie } from './cookies.ts';
import { fillFrame } from './frame.ts';
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
	locals.acting = null;
	locals.sessionToken = null;
	const size = event.cookies.get(SIZE_COOKIE);
	locals.textSize = isTextSize(size) ? size : null;
	locals.locale = isLocale(chosen) ? chosen : localeOf(request.headers.get('accept-language'));

	const page: { html: string | null } = { html: null };
	const refusal = inLocale(locals.locale, () => refuseEntry(event, env.origin));
	const response =
		refusal ??
		(await (async () => {
			// Without the database there would be no answer to the question whether there is one.
			if (!isHealthCheck(event)) await recognise(event, https);
			locals.locale = locals.member?.locale ?? locals.locale;
			if (isOfAnother(event)) return Response.json({ type: 'redirect', status: 303, location: '/sign-in' });
			locals.textSize ??= locals.member?.textSize ?? null;
			return inLocale(locals.locale, () =>
				resolve(event, {
					filterSerializedResponseHeaders: (name) => name === 'content-type',
					// Taken out of Kit's hands: it would go through every letter for an ETag that no page needs, and copy it twice.
					transformPageChunk: (chunk) => {
						page.html = chunk.html;
						return '';
					},
				}),
			);
		})());
	// Our worker keeps pages for times without a connection, each for its reader alone.
	response.headers.set(READER_HEADER, readerOf(locals));
	secure(response.headers, https);
	return compress(request, response, page.html === null ? null : fillFrame(page.html, locals));
}

/** Who it is; somebody whose rights have changed gets a new token with the next page. */
async function recognise({ locals, cookies, request }: RequestEvent, https: boolean): Promise<void> {
	const token = sessionCookie(cookies, https);
	const signedIn = await findSignedIn(locals.db, token, locals.now);
	if (!token || !signedIn) return;
	locals.member = signedIn.member;
	locals.sessionToken = token;
	if (signedIn.actingFor !== null)
		locals.acting = await findStoodInFor(locals.db, signedIn.member, signedIn.actingFor);
	const isPage = request.method === 'GET' && request.headers.get('accept')?.includes('text/html');
	if (!isPage) return;
	if (!isSeen(signedIn.seenAt, locals.now)) await markSeen(locals.db, token, locals.now);
	if (!signedIn.stale) return;
	const fresh = await renewSession(locals.db, token, locals.now);
	if (fresh === null) return;
	setSessionCookie(cookies, fresh, https);
	locals.sessionToken = fresh;
}

/** Whose eyes an answer is made for: a session, and whom it stands in for; told in a way that signs nobody in. */
function readerOf({ sessionToken, acting }: App.Locals): string {
	if (sessionToken === null) return 'nobody';
	const told = `reader:${sessionToken}:${acting?.id ?? ''}`;
	return createHash('sha256').update(told).digest('base64url').slice(0, 22);
}

/** What waited on a phone for a connection is done in its author's name or not at all: the phone may have changed hands. */
function isOfAnother({ request, locals }: RequestEvent): boolean {
	const author = request.headers.get(PERSON_HEADER);
	return author !== null && author !== locals.member?.id;
}

function isHealthCheck({ url }: RequestEvent): boolean {
	return url.pathname === '/healthz';
}

/** The system's share sheet has no page and so no Origin; that address changes nothing and reads nothing (routes/share). */
function isShare({ url }: RequestEvent): boolean {
	return url.pathname === '/share';
}

function refuseEntry(event: RequestEvent, origin: string): Response | null {
	if (isHealthCheck(event)) return null;
	if (isUnknownHost(event.request, origin)) return refusal(421, 'host.unknown', { address: origin });
	if (isForeign(event.request, origin) && !isShare(event)) return refusal(403, 'origin.foreign', {});
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
