import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { TestBrowser } from '../browser.ts';
import type { TestStairwell } from '../stairwell.ts';
import type { Visitor } from '../visitor.ts';

/** A neighbour's phone, with them signed in. */
export interface Owner {
	stairwell: TestStairwell;
	signedIn: (options?: Parameters<TestBrowser['phone']>[0]) => ReturnType<TestBrowser['phone']>;
	withWorker: (page: Page, path?: string) => Promise<void>;
	li: () => Visitor;
}

async function pushTo(
	origin: string,
	context: BrowserContext,
	session: CDPSession,
	data: string,
): Promise<string[]> {
	const registered = new Promise<string>((resolve) =>
		session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			if (registrations[0]) resolve(registrations[0].registrationId);
		}),
	);
	await session.send('ServiceWorker.enable');
	const registrationId = await registered;
	const [worker] = context.serviceWorkers();
	const titles = () =>
		worker!.evaluate('registration.getNotifications().then((all) => all.map((it) => it.title))') as Promise<
			string[]
		>;
	// The debugging protocol drops what it delivers while the worker's last window is just closing: then once more.
	for (let tries = 0; tries < 4 && (await titles()).length === 0; tries++) {
		await session.send('ServiceWorker.deliverPushMessage', {
			origin,
			registrationId,
			data,
		});
		for (let looks = 0; looks < 30 && (await titles()).length === 0; looks++)
			await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return titles();
}

export function pushInAllStates({ stairwell, signedIn, withWorker, li }: Owner): void {
	it.each([
		['nothing', ''],
		['no JSON', 'cabbage'],
		['JSON of another shape', '{"title":1}'],
	])('with %s in it still shows something, with no window open', async (_what, data) => {
		const { page, context } = await signedIn();
		await context.grantPermissions(['notifications'], { origin: stairwell.origin });
		await withWorker(page);
		const elsewhere = await context.newPage();
		const session = await context.newCDPSession(elsewhere);
		await elsewhere.goto(`${stairwell.origin}/offline.html`);
		await page.close();
		expect(await pushTo(stairwell.origin, context, session, data)).toEqual(['楼里有新消息']);
		await context.close();
	});

	it('with a page in front of one’s eyes: shown all the same, and the page hears of it too', async () => {
		const { page, context } = await signedIn();
		await context.grantPermissions(['notifications'], { origin: stairwell.origin });
		await page.addInitScript(() => {
			const badges: unknown[] = [];
			Object.assign(window, { heard: [], badges });
			navigator.serviceWorker.addEventListener('message', ({ data }) =>
				(window as unknown as { heard: unknown[] }).heard.push(data),
			);
			navigator.setAppBadge = (count) => Promise.resolve(void badges.push(count));
		});
		await withWorker(page);
		const session = await context.newCDPSession(page);
		const notification = {
			title: '已留给你',
			body: '半棵白菜',
			lang: 'zh-CN',
			tag: 'n1',
			navigate: '/inbox',
		};
		const told = JSON.stringify({ web_push: 8030, notification: { ...notification, app_badge: 3 } });
		expect(await pushTo(stairwell.origin, context, session, told)).toEqual(['已留给你']);
		await expect
			.poll(() => page.evaluate(() => JSON.stringify((window as unknown as { heard: unknown[] }).heard)))
			.toContain('"type":"push"');
		// And the icon on the home screen carries how much there is to read.
		const badges = () => page.evaluate(() => (window as unknown as { badges: unknown[] }).badges);
		await expect.poll(badges).not.toEqual([]);
		await context.close();
	});

	it.each([
		['denied', { permission: 'denied', answers: false }, '不让'],
		['a service that never answers', { permission: 'granted', answers: false }, '推送'],
	] as const)('%s: is said within seconds, with what works instead', async (_what, how, _word) => {
		const { page, context } = await signedIn();
		await page.addInitScript(({ permission }) => {
			Object.defineProperty(Notification, 'permission', { get: () => permission });
			Notification.requestPermission = () => Promise.resolve(permission as NotificationPermission);
			PushManager.prototype.subscribe = () => new Promise(() => undefined);
			PushManager.prototype.getSubscription = () => Promise.resolve(null);
		}, how);
		await withWorker(page, '/me/notifications');
		const began = Date.now();
		const turnOn = page.getByRole('button', { name: '打开推送' });
		if (how.permission === 'granted') await turnOn.click();
		await page.locator('.here .notice').waitFor({ timeout: 12_000 });
		expect(Date.now() - began).toBeLessThan(12_000);
		expect(await page.locator('.here .notice').innerText()).toMatch(/消息/);
		await context.close();
	});

	it('that was on and is gone is seen at the next start, with a button', async () => {
		const { page, context } = await signedIn();
		await page.addInitScript(() => localStorage.setItem('stairwell-push', 'on'));
		await withWorker(page);
		await page.evaluate(() => sessionStorage.clear());
		await page.reload();
		const again = page.getByRole('button', { name: '重新打开' });
		await again.waitFor();
		expect(await again.isEnabled()).toBe(true);
		// The list of devices knows it too, with the way to turn it on again.
		await expect
			.poll(async () => (await (await li().open('/me/devices')).text()).includes('推送断了'))
			.toBe(true);
		await context.close();
	});
}
