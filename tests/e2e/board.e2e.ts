import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { sitDown } from './sit-down.ts';
import { setUpBuilding, useStairwell } from './stairwell.ts';
import { madeId, type Visitor } from './visitor.ts';

const stairwell = useStairwell();
const browser = useBrowser();
let [li, wang, zhao]: Visitor[] = [];
let eggs = '';

beforeAll(async () => {
	const building = await setUpBuilding(stairwell);
	li = await building.neighbour('1-202', '小李');
	wang = await building.neighbour('2-303', '王姐');
	zhao = await building.neighbour('2-304', '老赵');
	const post = { direction: 'offer', category: 'food' };
	eggs = madeId(await wang.send('/listings/new', { ...post, title: '鸡蛋', quantity: 4, unit: '个' }));
	await wang.send('/listings/new', { ...post, title: '<!-- 白菜 --> & "葱"' });
});

const words = (page: Page) => page.locator(`a[href="/listings/${eggs}"] .left`).innerText();
const isAsItCame = (page: Page) =>
	page.locator('.sheets').evaluate((it) => (it as HTMLElement).dataset.came === 'so');

/** Opens a page and waits until its script listens for news. */
async function comes(page: Page, who: Visitor, path: string): Promise<void> {
	await sitDown(page, stairwell.origin, who);
	const hears = page.waitForRequest(/\/events/);
	await page.goto(stairwell.origin + path);
	await (await hears).response();
}

async function opens(page: Page, who: Visitor): Promise<void> {
	await comes(page, who, '/');
	await page.locator('.sheets').evaluate((it) => ((it as HTMLElement).dataset.came = 'so'));
}

describe('the board as it came', () => {
	it('shows what is written as it is written, and nothing is wrong with it', async () => {
		const { page, context, faults } = await browser.phone();
		await opens(page, li!);
		expect(await page.locator('.sheets .title').allInnerTexts()).toEqual(['<!-- 白菜 --> & "葱"', '鸡蛋']);
		expect(faults).toEqual([]);
		await context.close();
	});

	it('counts in place what others take and give back, and is looked at again for what is one’s own', async () => {
		const { page, context, faults } = await browser.phone();
		await opens(page, li!);
		expect(await words(page)).toBe('有 4 个');
		const handover = madeId(await zhao!.send(`/listings/${eggs}?/claim`, { quantity: 1 }));
		await expect.poll(() => words(page)).toContain('还剩 3');
		await zhao!.send(`/handovers/${handover}?/release`, {});
		await expect.poll(() => words(page)).toBe('有 4 个');
		expect(await isAsItCame(page)).toBe(true);

		// Of one's own handover the board says how it stands, and the focus stays where it was.
		const link = page.locator(`a[href="/listings/${eggs}"]`);
		await link.focus();
		const own = madeId(await li!.send(`/listings/${eggs}?/claim`, { quantity: 2 }));
		await wang!.send(`/handovers/${own}?/bring`, {});
		await link.locator('.tag.soon').waitFor();
		expect(await words(page)).toContain('还剩 2');
		expect(await isAsItCame(page)).toBe(false);
		expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(`/listings/${eggs}`);

		await zhao!.send(`/listings/${eggs}?/claim`, { quantity: 2 });
		await expect.poll(() => words(page)).toContain('可以排队');
		expect(await link.locator('.face').getAttribute('class')).toContain('faded');
		expect(faults).toEqual([]);
		await context.close();
	});

	it('comes anew where the script that draws it is gone with its version', async () => {
		const { page, context } = await browser.phone({ serviceWorkers: 'block' });
		await opens(page, li!);
		const loafs = madeId(
			await wang!.send('/listings/new', { direction: 'offer', category: 'food', title: '馒头' }),
		);
		await context.route('**/_app/**', (route) => route.abort());
		await page.getByRole('button', { name: '墙上有新的，点这里看' }).click();
		expect(await page.locator(`a[href="/listings/${loafs}"]`).innerText()).toContain('馒头');
		expect(await isAsItCame(page)).toBe(false);
		await wang!.send(`/listings/${loafs}?/withdraw`, {});
		await context.close();
	});

	it('comes as data from another page, with all that it shows', async () => {
		const { page, context, faults } = await browser.phone();
		await comes(page, zhao!, `/listings/${eggs}`);
		await page.evaluate(() => ((window as { stays?: boolean }).stays = true));
		await page.locator('a[href="/"]').first().click();
		await page.locator('.sheets').waitFor();
		expect(await page.evaluate(() => (window as { stays?: boolean }).stays)).toBe(true);
		expect(await page.locator('.sheets .title').allInnerTexts()).toEqual(['<!-- 白菜 --> & "葱"', '鸡蛋']);
		expect(faults).toEqual([]);
		await context.close();
	});
});
