import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One message as the push service of this test got it. */
export interface Received {
	/** Of which subscription: the last part of its endpoint. */
	to: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	at: number;
	/** What only the browser can read. */
	text: string;
}
/** What the service answers; silent: never. */
export type Reply = { status?: number; headers?: Record<string, string>; after?: number; silent?: boolean };

/** A browser's subscription whose keys the test holds. */
export interface Browser {
	endpoint: string;
	/** As `PushSubscription.toJSON()` has them. */
	keys: { p256dh: string; auth: string };
	/** What was sent to it, opened. */
	received: Received[];
}

export interface PushService {
	/** `host:port` for STAIRWELL_PUSH_HOSTS. */
	host: string;
	origin: string;
	received: Received[];
	browser(): Browser;
	/** Decides from now on; 201 to all when absent. */
	reply(decide: (to: string, attempt: number) => Reply): void;
	/** The most exchanges that were open at once. */
	busiest(): number;
	close(): Promise<void>;
}

/** A push service on this machine (RFC 8030) which can also be the browser: it decrypts what comes (RFC 8291). */
export async function startPushService(): Promise<PushService> {
	const browsers = new Map<string, { browser: Browser; key: ECDH; auth: Buffer; attempts: number }>();
	const received: Received[] = [];
	let decide: (to: string, attempt: number) => Reply = () => ({});
	let open = 0;
	let busiest = 0;
	const server = createServer((request, response) => {
		busiest = Math.max(busiest, ++open);
		response.on('close', () => open--);
		void take(request, response);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

	async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const to = (request.url ?? '').slice('/push/'.length);
		const known = browsers.get(to);
		if (!known) return void response.writeHead(404).end();
		const body = Buffer.concat(chunks);
		const { status = 201, headers = {}, after = 0, silent = false } = decide(to, known.attempts++);
		const message = {
			to,
			headers: request.headers,
			body,
			at: performance.now(),
			text: openRecord(body, known),
		};
		received.push(message);
		known.browser.received.push(message);
		if (silent) return;
		if (after > 0) await new Promise((resolve) => setTimeout(resolve, after));
		response.writeHead(status, headers).end();
	}

	function browser(): Browser {
		const id = randomBytes(12).toString('base64url');
		const key = createECDH('prime256v1');
		const auth = randomBytes(16);
		const keys = { p256dh: key.generateKeys('base64url'), auth: auth.toString('base64url') };
		const made: Browser = { endpoint: `http://${host}/push/${id}`, keys, received: [] };
		browsers.set(id, { browser: made, key, auth, attempts: 0 });
		return made;
	}

	return {
		host,
		origin: `http://${host}`,
		received,
		browser,
		reply: (next) => (decide = next),
		busiest: () => busiest,
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
}

/** Opens one record of `aes128gcm` (RFC 8188, section 2) with the keys of RFC 8291, section 3.4. */
function openRecord(body: Buffer, { key, auth }: { key: ECDH; auth: Buffer }): string {
	const salt = body.subarray(0, 16);
	const recordSize = body.readUInt32BE(16);
	const idLength = body.readUInt8(20);
	const sender = body.subarray(21, 21 + idLength);
	const sealed = body.subarray(21 + idLength);
	if (idLength !== 65 || sealed.length > recordSize)
		throw new Error('not a single record with the key of a sender');
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), key.getPublicKey(), sender]);
	const secret = Buffer.from(hkdfSync('sha256', key.computeSecret(sender), auth, info, 32));
	const derive = (what: string, length: number) =>
		Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from(`Content-Encoding: ${what}\0`), length));
	const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
	decipher.setAuthTag(sealed.subarray(-16));
	const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
	const end = padded.lastIndexOf(2);
	if (end === -1 || padded.subarray(end + 1).some((byte) => byte !== 0))
		throw new Error('the last record ends with 2 and zeros');
	return padded.subarray(0, end).toString();
}
