import { createECDH, createPublicKey, verify } from 'node:crypto';
import type { lookup } from 'node:dns';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPushService, type Browser, type PushService } from '../../../../tests/web-push-receiver.ts';
import { readRetryAfter, webPush, type Push } from './web-push.ts';

const curve = createECDH('prime256v1');
const keys = {
	publicKey: curve.generateKeys('base64url'),
	privateKey: Buffer.from(curve.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url'),
};
const subject = 'mailto:operator@stairwell.invalid';

let service: PushService;
beforeAll(async () => {
	service = await startPushService();
});
afterAll(() => service.close());

const pushTo = (browser: Browser, more: Partial<Push> = {}): Push => ({
	endpoint: browser.endpoint,
	...browser.keys,
	payload: '{"title":"白菜"}',
	ttl: 3600,
	urgency: 'high',
	topic: 'abc',
	...more,
});
const transport = (more = {}) => webPush({ keys, subject, pushHosts: [service.host], timeout: 300, ...more });

describe('a push on its way', () => {
	it('is readable for the browser alone, and says how long, how urgent and which topic', async () => {
		const browser = service.browser();
		const answer = await transport().send(pushTo(browser));
		expect(answer).toEqual({ kind: 'answered', status: 201, retryAfter: null });
		const [message] = browser.received;
		expect(message!.text).toBe('{"title":"白菜"}');
		expect(message!.headers).toMatchObject({
			ttl: '3600',
			urgency: 'high',
			topic: 'abc',
			'content-encoding': 'aes128gcm',
			'content-type': 'application/octet-stream',
		});
	});
	it('may have 4096 bytes and not one more', async () => {
		const browser = service.browser();
		const sender = transport();
		expect(await sender.send(pushTo(browser, { payload: 'x'.repeat(3993) }))).toMatchObject({ status: 201 });
		expect(browser.received[0]!.body.length).toBe(4096);
		expect(await sender.send(pushTo(browser, { payload: 'x'.repeat(3994) }))).toMatchObject({
			kind: 'unsendable',
		});
	});
	it('carries one signed token for all messages to one service (RFC 8292)', async () => {
		const [a, b] = [service.browser(), service.browser()];
		const sender = transport();
		await sender.send(pushTo(a));
		await sender.send(pushTo(b));
		const header = a.received[0]!.headers.authorization!;
		expect(b.received[0]!.headers.authorization).toBe(header);
		const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(header)!;
		expect(key).toBe(keys.publicKey);
		const [head, claims, signature] = token!.split('.') as [string, string, string];
		const point = Buffer.from(keys.publicKey, 'base64url');
		const jwk = {
			kty: 'EC',
			crv: 'P-256',
			x: point.subarray(1, 33).toString('base64url'),
			y: point.subarray(33).toString('base64url'),
		};
		const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
		const signed = verify(
			'sha256',
			Buffer.from(`${head}.${claims}`),
			{ key: publicKey, dsaEncoding: 'ieee-p1363' },
			Buffer.from(signature, 'base64url'),
		);
		expect(signed).toBe(true);
		const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
			aud: string;
			sub: string;
			exp: number;
		};
		expect(said).toMatchObject({ aud: service.origin, sub: subject });
		expect(said.exp * 1000 - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
	});
	it('gives up on a service that takes the message and says nothing', async () => {
		service.reply(() => ({ silent: true }));
		expect(await transport().send(pushTo(service.browser()))).toEqual({
			kind: 'unreachable',
			reason: 'timeout',
		});
		service.reply(() => ({}));
	});
	it('gives up on a service that never speaks http', async () => {
		const mute = createServer(() => undefined);
		await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
		const host = `127.0.0.1:${(mute.address() as AddressInfo).port}`;
		const sender = webPush({ keys, subject, pushHosts: [host], timeout: 100 });
		expect(await sender.send(pushTo(service.browser(), { endpoint: `http://${host}/x` }))).toMatchObject({
			kind: 'unreachable',
		});
		sender.close();
		mute.close();
	});
	it('follows no redirect', async () => {
		const target = service.browser();
		service.reply((to) =>
			target.endpoint.endsWith(to) ? {} : { status: 307, headers: { location: target.endpoint } },
		);
		expect(await transport().send(pushTo(service.browser()))).toMatchObject({ status: 307 });
		expect(target.received).toEqual([]);
		service.reply(() => ({}));
	});
	it('goes nowhere that is not allowed, though it was saved once', async () => {
		const browser = service.browser();
		const sender = webPush({ keys, subject, pushHosts: [], timeout: 300 });
		expect(await sender.send(pushTo(browser))).toMatchObject({ kind: 'unsendable' });
		expect(browser.received).toEqual([]);
	});
	it.each([[['127.0.0.1']], [['10.0.0.5', 'fd00::5']], [['::ffff:169.254.169.254']], [['::1']]])(
		'goes to no address inside, though the name of a push service resolves to %j',
		async (addresses) => {
			const resolve = ((_name: string, _options: object, answer: (error: null, found: object[]) => void) =>
				answer(
					null,
					addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
				)) as unknown as typeof lookup;
			const sender = webPush({ keys, subject, pushHosts: [], timeout: 2000, resolve });
			const push = pushTo(service.browser(), { endpoint: 'https://fcm.googleapis.com/fcm/send/x' });
			expect(await sender.send(push)).toEqual({ kind: 'unreachable', reason: 'ENOTPUBLIC' });
		},
	);
	it('is not tried with keys that are none', async () => {
		const browser = service.browser();
		const answer = await transport().send(
			pushTo(browser, { p256dh: Buffer.alloc(65, 4).toString('base64url') }),
		);
		expect(answer).toMatchObject({ kind: 'unsendable' });
	});
});

describe('Retry-After', () => {
	const now = Date.parse('2026-11-03T02:00:00Z');
	it.each([
		['120', 120_000],
		['0', 0],
		['Tue, 03 Nov 2026 02:01:00 GMT', 60_000],
		['Tue, 03 Nov 2026 01:00:00 GMT', 0],
		['soon', null],
		['-5', null],
		[undefined, null],
	])('%s means %s ms', (header, wait) => expect(readRetryAfter(header, now)).toBe(wait));
});
