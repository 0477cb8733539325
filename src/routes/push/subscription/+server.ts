import { error, json } from '@sveltejs/kit';
import * as v from 'valibot';
import { hashToken } from '#lib/server/account/session.ts';
import { requireRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMember } from '#lib/server/member.ts';
import { ENDPOINT_LENGTH } from '#lib/server/notification/endpoint.ts';
import {
	readAuthSecret,
	readPublicKey,
	markPushLost,
	subscribe,
	unsubscribe,
} from '#lib/server/notification/subscribe.ts';
import { vapidKeys } from '#lib/server/notification/vapid.ts';
import { problemText, type ProblemCode } from '#lib/server/problem.ts';
import type { RequestHandler } from './$types';

/** Real ones have some 400 bytes. */
const MOST_BYTES = 8192;

const key = (read: (typed: string) => string | null) =>
	v.pipe(
		v.string('field.required'),
		v.transform(read),
		v.check((bytes) => bytes !== null, 'field.out_of_range'),
		v.transform((bytes) => bytes!),
	);
const endpoint = v.pipe(
	v.string('field.required'),
	v.minLength(1, 'field.required'),
	v.maxLength(ENDPOINT_LENGTH, 'field.too_long'),
);
/** `PushSubscription.toJSON()` (W3C Push API, section 8). */
const SubscriptionBody = v.object({
	endpoint,
	keys: v.object({ p256dh: key(readPublicKey), auth: key(readAuthSecret) }),
});
/** Which one is no more; a browser that has lost its own cannot say. */
const EndBody = v.union([v.object({ endpoint }), v.object({ lost: v.literal(true) })], 'field.required');

/** The key that a browser subscribes with. */
export const GET: RequestHandler = async ({ locals }) => {
	requireMember(locals);
	return json({ publicKey: (await vapidKeys(locals.db)).publicKey });
};

export const POST: RequestHandler = async (event) => {
	const { locals, request } = event;
	const member = requireMember(locals);
	await requireRoom(event, LIMITS.subscribe, member.id);
	const { endpoint, keys } = await readBody(request, SubscriptionBody);
	const session = hashToken(locals.sessionToken ?? '');
	const about = { session, locale: locals.locale, allowed: locals.env.pushHosts, now: locals.now };
	const outcome = await subscribe(locals.db, member, { endpoint, ...keys }, about);
	if (!outcome.ok) refuse(400, outcome.code, outcome.field);
	return json(outcome.value, { status: 201 });
};

export const DELETE: RequestHandler = async ({ locals, request }) => {
	const member = requireMember(locals);
	const body = await readBody(request, EndBody);
	if ('endpoint' in body) await unsubscribe(locals.db, member, body.endpoint);
	else await markPushLost(locals.db, member, hashToken(locals.sessionToken ?? ''), locals.now);
	return new Response(null, { status: 204 });
};

async function readBody<S extends v.GenericSchema<unknown, unknown>>(
	request: Request,
	schema: S,
): Promise<v.InferOutput<S>> {
	if (!request.headers.get('content-type')?.startsWith('application/json')) refuse(415, 'body.unsupported');
	// A body of unknown length is none of a browser's.
	const length = Number(request.headers.get('content-length') ?? Infinity);
	if (!(length <= MOST_BYTES)) refuse(413, 'body.too_large');
	const parsed = v.safeParse(schema, await readJson(request), { abortEarly: true });
	if (parsed.success) return parsed.output;
	const issue = parsed.issues[0];
	const code = CODES.find((known) => known === issue.message) ?? 'form.unreadable';
	refuse(400, code, v.getDotPath(issue) ?? undefined);
}

const CODES: readonly ProblemCode[] = ['field.required', 'field.too_long', 'field.out_of_range'];

async function readJson(request: Request): Promise<unknown> {
	try {
		return await request.json();
	} catch (problem) {
		if (problem instanceof SyntaxError) refuse(400, 'form.unreadable');
		throw problem;
	}
}

function refuse(status: number, code: ProblemCode, field?: string): never {
	error(status, { code, message: problemText(code), ...(field === undefined ? {} : { field }) });
}
