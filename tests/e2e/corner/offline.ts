import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { TestBrowser } from '../browser.ts';
import type { Building, TestStairwell } from '../stairwell.ts';
import type { Visitor } from '../visitor.ts';
import { until } from './until.ts';

const kept = (page: Page) =>
	page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('kept-')).length);
/** The first visit is kept as soon as the worker is there. */
const seenByWorker = (page: Page) => until(async () => (await kept(page)) === 1, 60_000);
/** What waits or was refused, as the list says it. */
const listed = (page: Page, what: string) => page.getByText(what, { exact: true }).first();
const gone = (page: Page, what: string) =>
	until(async () => (await page.getByText(what).count()) === 0, 90_000);

/** The shelf these journeys are about, and who walks them. */
export interface Place {
	stairwell: TestStairwell;
	browser: TestBrowser;
	building: () => Building;
	li: () => Visitor;
	/** `/corners/…`, and the address of its poster. */
	corner: () => string;
	code: () => string;
	find: (title: string) => Promise<{ id: string; quantity: number }>;
	shelf: () => Promise<{ items: { title: string; quantity: number }[] }>;
	enter: (page: Page, who: Visitor) => Promise<void>;
	chinese: (who: Visitor) => Promise<Visitor>;
}

export function withoutConnection(place: Place): void {
	const { stairwell, browser, find, shelf, enter, chinese } = place;
	it('what is taken, left and counted waits, survives a closed app, is sent exactly once, and a refusal is told', async () => {
		const { page, context } = await browser.phone({});
		await enter(page, place.li());
		await page.goto(stairwell.origin + place.corner());
		await seenByWorker(page);
		const before = await find('大米');

		await context.setOffline(true);
		await page.getByRole('button', { name: '拿 1 袋大米' }).click();
		await listed(page, '拿：大米').waitFor();
		await page.getByText('放点东西').click();
		await page.locator('#leave input[name=title]').fill('土豆');
		await page.locator('#leave input[name=quantity]').fill('9');
		await page.getByRole('button', { name: '放上去', exact: true }).last().click();
		await listed(page, '放：土豆').waitFor();
		await page.getByText('一样一样看').click();
		const row = page.locator('details', { has: page.getByText('第1样东西', { exact: true }) }).last();
		await row.locator('> summary').click();
		await row.getByText('数一数', { exact: true }).click();
		await row.locator('form[action$="?/count"] input[name=quantity]').fill('3');
		await row.getByRole('button', { name: '数好了' }).click();
		await listed(page, '数：第1样东西').waitFor();
		expect(await find('大米')).toMatchObject({ quantity: before.quantity });

		// The app is closed and opened again in the basement: the shelf is still there to read, and what waits still waits.
		await page.close();
		const again = await context.newPage();
		await again.goto(stairwell.origin + place.corner());
		await listed(again, '放：土豆').waitFor();
		expect(await again.locator('main').innerText()).toContain('没连上网，这是');
		expect(await again.getByText('东西').count()).toBeGreaterThan(3);

		// The connection comes back while the server is dead, then the server with it.
		await stairwell.app.stop('SIGKILL');
		const tried = again.waitForEvent('requestfailed', (it) => it.method() === 'POST');
		await context.setOffline(false);
		await tried;
		await listed(again, '拿：大米').waitFor();
		await stairwell.restart();
		await gone(again, '拿：大米');
		await gone(again, '放：土豆');
		await gone(again, '数：第1样东西');
		await again.reload();
		expect(await find('大米')).toMatchObject({ quantity: before.quantity - 1 });
		expect((await shelf()).items.filter((it) => it.title === '土豆')).toMatchObject([{ quantity: 9 }]);
		expect(await find('第1样东西')).toMatchObject({ quantity: 3 });

		// Somebody takes the rest meanwhile: the refusal is told.
		await context.setOffline(true);
		await again.getByRole('button', { name: '拿 1 袋大米' }).click();
		await listed(again, '拿：大米').waitFor();
		const rest = (await find('大米')).quantity;
		await place.building().steward.send(`${place.corner()}?/take`, { item: before.id, quantity: rest });
		await context.setOffline(false);
		await again.getByText('没能发成').waitFor({ timeout: 60_000 });
		expect(await again.locator('main').innerText()).toContain('「大米」只剩 0');
		await again.getByRole('button', { name: '知道了' }).click();
		await gone(again, '没能发成');
		await context.close();
	}, 240_000);

	it('where the browser keeps nothing, the tap is not lost in silence', async () => {
		await place.building().steward.send(`${place.corner()}?/leave`, { title: '小米', quantity: 2 });
		const { page, context } = await browser.phone({});
		await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
		await page.goto(stairwell.origin + place.code());
		await page.waitForLoadState('networkidle');
		await context.setOffline(true);
		await page.getByRole('button', { name: '拿 1 份小米' }).click();
		await page.getByText('没连上，再试一次。').waitFor();
		expect(await page.getByText('等有网了再发').count()).toBe(0);
		await context.close();
	});

	it('is read by nobody else: signing out says what is not sent yet, and takes away all that was kept', async () => {
		const wang = await chinese(await place.building().neighbour('2-303', '王姐'));
		const { page, context } = await browser.phone({});
		await enter(page, wang);
		await page.goto(stairwell.origin + place.corner());
		await seenByWorker(page);
		await page.goto(`${stairwell.origin}/sign-out`);
		// As it is after a tap without a connection; here nothing may send it before it has been looked at.
		await page.evaluate(async (person) => {
			const request = indexedDB.open('stairwell-queue', 1);
			request.onupgradeneeded = () => request.result.createObjectStore('waiting', { keyPath: 'key' });
			await new Promise((resolve) => (request.onsuccess = resolve));
			const transaction = request.result.transaction('waiting', 'readwrite');
			const waits = {
				key: crypto.randomUUID(),
				person,
				address: '/',
				what: '拿：大米',
				fields: [],
				at: Date.now(),
			};
			transaction.objectStore('waiting').put(waits);
			await new Promise((resolve) => (transaction.oncomplete = resolve));
			request.result.close();
			localStorage.setItem('stairwell-waiting', '1');
		}, wang.id);
		await page.reload();
		await page.getByText('还有 1 样没发出去').waitFor();
		await page.getByRole('button', { name: '退出登录' }).click();
		await page.waitForURL('**/sign-in');
		await until(async () => (await kept(page)) === 0);
		const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
		expect(left).not.toContain('stairwell-queue');
		await context.close();
	});
}
