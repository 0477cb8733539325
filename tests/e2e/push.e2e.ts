import { afterAll, describe, expect, it } from 'vitest';
import { startPushService } from '../web-push-receiver.ts';
import { useBrowser } from './browser.ts';
import { PASSWORD, setUpBuilding, useStairwell } from './stairwell.ts';
import { madeId } from './visitor.ts';

const push = await startPushService();
afterAll(() => push.close());
const stairwell = useStairwell({ STAIRWELL_PUSH_HOSTS: push.host });
const browser = useBrowser();

type Payload = {
	web_push: number;
	notification: { title: string; body: string; lang: string; tag: string; navigate: string };
};

async function until(what: () => boolean): Promise<void> {
	for (let tries = 0; tries < 100 && !what(); tries++)
		await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('a push', () => {
	it('is really sent, decrypted, shown by a real worker, and one tap opens the right page in the running window', async () => {
		const building = await setUpBuilding(stairwell);
		const li = await building.neighbour('1-202', '小李');
		const wang = await building.neighbour('2-303', '王姐');
		// The test may run at any hour: nobody sleeps in it.
		await li.send('/me/notifications?/quiet', { from: '00:00', to: '00:00' });
		const phone = push.browser();
		const saved = await li.fetch('/push/subscription', {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json', origin: stairwell.origin },
			body: JSON.stringify({ endpoint: phone.endpoint, expirationTime: null, keys: phone.keys }),
		});
		expect(saved.status).toBeLessThan(300);

		const listing = madeId(
			await li.send('/listings/new', {
				direction: 'offer',
				category: 'food',
				title: '半棵白菜',
				quantity: 1,
			}),
		);
		const handover = madeId(await wang.send(`/listings/${listing}?/claim`, { quantity: 1 }));
		await until(() => phone.received.length > 0);
		expect(phone.received).toHaveLength(1);
		const [message] = phone.received;
		expect(message!.headers).toMatchObject({ 'content-encoding': 'aes128gcm' });
		expect(Number(message!.headers.ttl)).toBeGreaterThan(0);
		expect(message!.headers.authorization).toMatch(/^vapid t=.+, k=.+/);
		const payload = JSON.parse(message!.text) as Payload;
		expect(payload).toMatchObject({
			web_push: 8030,
			notification: { navigate: expect.stringContaining(`/handovers/${handover}`) as string },
		});
		// A stranger reads the locked screen: no name, no door.
		expect(`${payload.notification.title} ${payload.notification.body}`).not.toMatch(/王姐|2-303/);

		const { context, page, faults } = await browser.phone();
		await context.grantPermissions(['notifications'], { origin: stairwell.origin });
		await page.goto(`${stairwell.origin}/sign-in`);
		await page.getByLabel('登录名，或者门牌号').fill(li.login);
		await page.getByLabel('密码，或者返回码').fill(PASSWORD);
		await page.getByRole('button', { name: '登录' }).click();
		await page.waitForURL(`${stairwell.origin}/`);
		await page.evaluate(async () => void (await navigator.serviceWorker.ready));
		await page.reload();
		const session = await context.newCDPSession(page);
		const registered = new Promise<string>((resolve) => {
			session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
				if (registrations[0]) resolve(registrations[0].registrationId);
			});
		});
		await session.send('ServiceWorker.enable');
		const registrationId = await registered;
		await session.send('ServiceWorker.deliverPushMessage', {
			origin: stairwell.origin,
			registrationId,
			data: message!.text,
		});
		const shown = async () =>
			page.evaluate(async () => {
				const registration = await navigator.serviceWorker.ready;
				return (await registration.getNotifications()).map((it) => ({
					title: it.title,
					body: it.body,
					lang: it.lang,
					tag: it.tag,
				}));
			});
		await expect.poll(shown, { timeout: 10_000 }).toHaveLength(1);
		const { title, body, lang, tag } = payload.notification;
		expect(await shown()).toEqual([{ title, body, lang, tag }]);

		// The same message again replaces it: at least once is never twice.
		await session.send('ServiceWorker.deliverPushMessage', {
			origin: stairwell.origin,
			registrationId,
			data: message!.text,
		});
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(await shown()).toHaveLength(1);

		const [worker] = context.serviceWorkers();
		// A tap, as the worker gets it. In words, because the types of a worker and of this file exclude each other.
		await worker!.evaluate(`registration.getNotifications().then(([notification]) =>
			void self.dispatchEvent(new NotificationEvent('notificationclick', { notification })))`);
		await page.waitForURL(`${stairwell.origin}/handovers/${handover}`);
		expect(context.pages()).toHaveLength(1);
		expect(faults).toEqual([]);
		await context.close();

		// What nobody may read over a shoulder: a medicine has no name on a locked screen.
		const picture = await (
			await import('sharp')
		)
			.default({ create: { width: 64, height: 48, channels: 3, background: '#fff' } })
			.png()
			.toBuffer();
		const medicine = madeId(
			await li.send('/listings/new', {
				direction: 'offer',
				category: 'medicine',
				title: '布洛芬缓释胶囊',
				quantity: 10,
				unit: '粒',
				unopened: 'yes',
				prescription: 'otc',
				bestBefore: '2030-01-01',
				photos: new Blob([new Uint8Array(picture)], { type: 'image/png' }),
			}),
		);
		madeId(await wang.send(`/listings/${medicine}?/claim`, { quantity: 1 }));
		await until(() => phone.received.length > 1);
		expect(phone.received[1]!.text).not.toMatch(/布洛芬|王姐|2-303/);

		// A browser that is gone is forgotten.
		push.reply(() => ({ status: 410 }));
		madeId(await wang.send(`/listings/${medicine}?/claim`, { quantity: 1 }));
		await until(() => phone.received.length > 2);
		push.reply(() => ({}));
		await expect
			.poll(
				async () =>
					(await li.open('/me/notifications'))
						.text()
						.then((html) => html.includes('?/quiet') && !html.includes('?/remove')),
				{ timeout: 5000 },
			)
			.toBe(true);
	});

	it('goes nowhere but to known push services', async () => {
		const someone = await stairwell.visitor();
		await someone.send('/sign-in', { login: 'chen', password: PASSWORD });
		const keys = push.browser().keys;
		for (const endpoint of [
			'https://evil.example/x',
			'https://127.0.0.1/x',
			'http://fcm.googleapis.com/x',
			'https://fcm.googleapis.com:8443/x',
			'https://fcm.googleapis.com.evil.example/x',
			'https://169.254.169.254/x',
			'not an address',
		]) {
			const answer = await someone.fetch('/push/subscription', {
				method: 'POST',
				headers: { 'content-type': 'application/json', accept: 'application/json', origin: stairwell.origin },
				body: JSON.stringify({ endpoint, keys }),
			});
			expect([endpoint, answer.status]).toEqual([endpoint, 400]);
		}
	});
});
