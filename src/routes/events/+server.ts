import { hashToken } from '#lib/server/account/session.ts';
import { isStopping } from '#lib/server/lifecycle.ts';
import { requireMember } from '#lib/server/member.ts';
import type { RequestHandler } from './$types';

/** What changes while a page is open, as server-sent events (HTML Standard, section 9.2). Stays open until the page goes. */
export const GET: RequestHandler = ({ locals }) => {
	const member = requireMember(locals);
	// A new stream would only hold up the end; the page comes back to whoever runs next.
	if (isStopping() || !locals.sessionToken)
		return new Response(null, { status: 503, headers: { 'retry-after': '5' } });
	return new Response(locals.live.stream(member, hashToken(locals.sessionToken)), {
		headers: {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			// Proxies of the nginx kind would gather events before passing them on.
			'x-accel-buffering': 'no',
		},
	});
};
