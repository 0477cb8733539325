import { lookup } from 'node:dns';
import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { LookupFunction } from 'node:net';
import webpush from 'web-push';
import { isAllowed, isPublic, readEndpoint } from './endpoint.ts';
import { MOST_BYTES } from './payload.ts';
import type { VapidKeys } from './vapid.ts';

/** One message for one browser. `endpoint` is a secret: whoever has it may write to that phone. */
export type Push = {
	endpoint: string;
	p256dh: string;
	auth: string;
	payload: string;
	/** Seconds that the service keeps it for a phone that is off (RFC 8030, section 5.2). */
	ttl: number;
	urgency: 'very-low' | 'low' | 'normal' | 'high';
	/** A message of the same topic that has not been delivered yet is replaced (RFC 8030, section 5.4). */
	topic: string;
};

export type Answer =
	/** The service answered; `retryAfter` in milliseconds where it named a time. */
	| { kind: 'answered'; status: number; retryAfter: number | null }
	/** It did not, or not in time. */
	| { kind: 'unreachable'; reason: string }
	/** It was not even tried: an address or a message that we do not send. */
	| { kind: 'unsendable'; reason: string };

export type Transport = { send(push: Push): Promise<Answer>; close(): void };

export type TransportOptions = {
	keys: VapidKeys;
	subject: string;
	/** STAIRWELL_PUSH_HOSTS */
	pushHosts: readonly string[];
	/** Milliseconds for the whole exchange; 10 s when absent. */
	timeout?: number;
	/** Connections kept to one service; 50 when absent. */
	connections?: number;
	/** How names are resolved; the machine's own way when absent. */
	resolve?: typeof lookup;
	/** Certificate authorities beside the usual ones (PEM), for a service of one's own. */
	ca?: string;
};

const HOUR = 3_600_000;
/** RFC 8292, section 2: at most 24 hours. Renewed an hour before its end. */
const TOKEN_LIVES = 12 * HOUR;
const MOST_ANSWER = 64 * 1024;

/** Sends by Web Push: RFC 8030 (protocol), RFC 8291 (encryption), RFC 8292 (who we are). Never follows a redirect. */
export function webPush(options: TransportOptions): Transport {
	const { keys, subject, pushHosts, timeout = 10_000, connections = 50, resolve = lookup, ca } = options;
	const tokens = new Map<string, { header: string; until: number }>();
	const kept = { keepAlive: true, maxSockets: connections, maxFreeSockets: 8, timeout: 60_000 };
	const agents = new Map<string, Agent | PlainAgent>();

	// The machine's own clock: push services know nothing of STAIRWELL_CLOCK.
	function tokenFor(origin: string): string {
		const found = tokens.get(origin);
		if (found && found.until > Date.now()) return found.header;
		const expires = Math.floor((Date.now() + TOKEN_LIVES) / 1000);
		const made = webpush.getVapidHeaders(
			origin,
			subject,
			keys.publicKey,
			keys.privateKey,
			'aes128gcm',
			expires,
		);
		tokens.set(origin, { header: made.Authorization, until: Date.now() + TOKEN_LIVES - HOUR });
		return made.Authorization;
	}

	function agentFor(url: URL): Agent | PlainAgent {
		let found = agents.get(url.origin);
		if (!found) {
			const settings = { ...kept, lookup: isAllowed(url, pushHosts) ? resolve : publicOnly(resolve) };
			found =
				url.protocol === 'https:'
					? new Agent({ ...settings, ...(ca ? { ca } : {}) })
					: new PlainAgent(settings);
			agents.set(url.origin, found);
		}
		return found;
	}

	async function send(push: Push): Promise<Answer> {
		const url = readEndpoint(push.endpoint, pushHosts);
		if (!url) return { kind: 'unsendable', reason: 'the endpoint is not one that may be sent to' };
		if (Buffer.byteLength(push.payload) > MOST_BYTES)
			return { kind: 'unsendable', reason: 'the message is too long' };
		let body: Buffer;
		try {
			body = webpush.encrypt(push.p256dh, push.auth, push.payload, 'aes128gcm').cipherText;
		} catch {
			// A key that is not a point on the curve: nobody can ever read what is sent to it.
			return { kind: 'unsendable', reason: 'the keys of the subscription cannot be used' };
		}
		return exchange(url, agentFor(url), timeout, body, {
			authorization: tokenFor(url.origin),
			'content-encoding': 'aes128gcm',
			'content-type': 'application/octet-stream',
			'content-length': body.length,
			ttl: push.ttl,
			urgency: push.urgency,
			topic: push.topic,
		});
	}

	return {
		send,
		close: () => {
			for (const agent of agents.values()) agent.destroy();
		},
	};
}

function exchange(
	url: URL,
	agent: Agent | PlainAgent,
	timeout: number,
	body: Buffer,
	headers: Record<string, string | number>,
): Promise<Answer> {
	return new Promise((resolve) => {
		const open = url.protocol === 'https:' ? request : plainRequest;
		const asked = open(url, { method: 'POST', agent, headers });
		// A timer and not the socket's own patience: a service that sends a byte now and then must not hold us either.
		const late = setTimeout(() => asked.destroy(new Error(`no answer within ${timeout} ms`)), timeout);
		const end = (answer: Answer) => {
			clearTimeout(late);
			resolve(answer);
		};
		asked.on('response', (response) => {
			let length = 0;
			response.on('data', (chunk: Buffer) => {
				length += chunk.length;
				if (length > MOST_ANSWER) asked.destroy();
			});
			// The status is the answer; the rest is only read so that the connection can be used again.
			response.on('close', () => end(read(response)));
			response.on('error', () => end(read(response)));
		});
		asked.on('error', (error: NodeJS.ErrnoException) =>
			end({ kind: 'unreachable', reason: error.code ?? 'timeout' }),
		);
		asked.end(body);
	});
}

function read(response: IncomingMessage): Answer {
	return {
		kind: 'answered',
		status: response.statusCode ?? 0,
		retryAfter: readRetryAfter(response.headers['retry-after'], Date.now()),
	};
}

/** Milliseconds to wait: seconds or an HTTP date (RFC 9110, section 10.2.3); null where it says nothing sensible. */
export function readRetryAfter(header: string | undefined, now: number): number | null {
	if (header === undefined) return null;
	if (/^\d{1,8}$/.test(header.trim())) return Number(header) * 1000;
	const at = header.endsWith('GMT') ? Date.parse(header) : NaN;
	return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Resolves a name at the moment of connecting, and only to addresses on the open internet: names may turn inwards later. */
export function publicOnly(resolve: typeof lookup): LookupFunction {
	return (hostname, options, callback) => {
		resolve(hostname, { ...options, all: true }, (error, addresses) => {
			if (error) return callback(error, '');
			const open = addresses.filter(({ address }) => isPublic(address));
			const [first] = open;
			if (!first)
				return callback(Object.assign(new Error('not a public address'), { code: 'ENOTPUBLIC' }), '');
			if (options.all) callback(null, open);
			else callback(null, first.address, first.family);
		});
	};
}
