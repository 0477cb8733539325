import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { PHONE, useBrowser } from './browser.ts';
import { readChinese } from './sit-down.ts';
import { PASSWORD, setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import { madeId, type Visitor } from './visitor.ts';

const stairwell = useStairwell();
const browser = useBrowser();
let building: Building;
let li: Visitor;
let wang: Visitor;

beforeAll(async () => {
	// 398 doors: a landing of twelve, on 33 floors, and two behind a door of their own.
	building = await setUpBuilding(stairwell, '1-101..1-3312\n2-303..2-304');
	li = await building.neighbour('1-202', '小李');
	wang = await building.neighbour('2-303', '王姐');
	for (const who of [li, wang]) await readChinese(who);
});

/** What has the focus: its name, whether it is seen to have it, and whether something lies over it. */
function focused() {
	const element = document.activeElement as HTMLElement | null;
	if (!element || element === document.body) return null;
	const style = getComputedStyle(element);
	const face = element.nextElementSibling;
	const shown = [style, ...(face ? [getComputedStyle(face)] : [])].some(
		(it) => it.outlineStyle !== 'none' && parseFloat(it.outlineWidth) >= 2,
	);
	const { left, top, width, height } = element.getBoundingClientRect();
	const over = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
	const own = [...((element as HTMLInputElement).labels ?? [])];
	const label = own[0]?.textContent;
	const name = element.getAttribute('aria-label') ?? label ?? element.textContent ?? '';
	return {
		name: name.replace(/\s+/g, ' ').trim(),
		field: element.getAttribute('name'),
		shown,
		covered: over !== null && ![...own, element].some((it) => it.contains(over)) && !over.contains(element),
	};
}

/** Goes on with Tab until what is named so has the focus; every stop on the way has to be seen, named and free. */
async function tabTo(page: Page, wanted: RegExp, most = 40): Promise<void> {
	const way: string[] = [];
	for (let i = 0; i < most; i++) {
		await page.keyboard.press('Tab');
		const at = await page.evaluate(focused);
		if (!at) continue; // past the end of the page, through the browser's own bars
		way.push(at.name);
		if (!at.shown || at.covered || at.name === '') throw new Error(`not to be seen: ${JSON.stringify(at)}`);
		if (wanted.test(at.name)) return;
	}
	throw new Error(`${String(wanted)} was not reached: ${way.join(' → ')}`);
}

/** Opens a page and waits until its script runs: before that, a key sends a form as it does without any script. */
async function open(page: Page, path: string): Promise<void> {
	await page.goto(stairwell.origin + path);
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}

/** After a step the focus stands on something of the page, so that Tab goes on from there and readers say where one is. */
async function standsSomewhere(page: Page): Promise<void> {
	await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
}

async function enterWithKeys(who: Visitor): Promise<Page> {
	const { page } = await browser.phone({ viewport: { ...PHONE, height: 900 }, hasTouch: false });
	await open(page, '/sign-in');
	await tabTo(page, /登录名/);
	await page.keyboard.type(who.login);
	await tabTo(page, /密码/);
	await page.keyboard.type(PASSWORD);
	await page.keyboard.press('Enter');
	await page.waitForURL(`${stairwell.origin}/`);
	return page;
}

const says = (page: Page, what: RegExp) =>
	page.getByRole('status').filter({ hasText: what }).first().waitFor();

it('signing in, posting, claiming and signing for it, with keys alone', async () => {
	const page = await enterWithKeys(li);
	await tabTo(page, /跳到正文/, 1);
	await page.keyboard.press('Enter');
	expect(await page.evaluate(() => document.activeElement?.id)).toBe('page');
	await open(page, '/');
	await tabTo(page, /^发布$/);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/listings\/new/);
	await tabTo(page, /我有多的/);
	await tabTo(page, /吃的/);
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowLeft');
	await tabTo(page, /一句话/);
	await page.keyboard.type('半棵白菜');
	await tabTo(page, /贴出去/);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/listings\/[0-9a-f-]{36}/);

	const other = await enterWithKeys(wang);
	await tabTo(other, /半棵白菜/);
	await other.keyboard.press('Enter');
	await other.waitForURL(/\/listings\//);
	await tabTo(other, /我要/);
	await other.keyboard.press('Enter');
	await other.waitForURL(/\/handovers\//);
	await says(other, /已留给你/);
	await tabTo(other, /签收/);
	await other.keyboard.press('Enter');
	await says(other, /签收/);
	await other.getByText('已签收').first().waitFor();
	await standsSomewhere(other);
	// The giver's page, still open, hears of it.
	await page
		.getByText(/都领走了|没有了|已签收/)
		.first()
		.waitFor();
	await page.context().close();
	await other.context().close();
});

it('taking from the shelf and ordering in a group buy, with keys alone', async () => {
	const corner = madeId(await building.steward.send('/corners/new', { place: '一楼', guests: 'no' }));
	await li.send(`/corners/${corner}?/leave`, { title: '大米', quantity: 3, unit: '袋', category: 'food' });
	const begun = (await building.steward.send('/group-buys/new', {
		title: '周末蔬菜团',
		'lines.0.title': '土豆',
		'lines.0.price': '12.8',
	})) as { location: string };
	const buy = begun.location.split('/')[2]!;
	await building.steward.send(`/group-buys/${buy}/manage?/open`, {});

	const page = await enterWithKeys(wang);
	await open(page, `/corners/${corner}`);
	await tabTo(page, /^拿.*大米/);
	await page.keyboard.press('Enter');
	await says(page, /大米/);
	await page.getByText('2 袋').first().waitFor();
	await standsSomewhere(page);

	await open(page, `/group-buys/${buy}`);
	await tabTo(page, /^土豆$/);
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('2');
	await tabTo(page, /^就订这些/);
	await page.keyboard.press('Enter');
	await says(page, /订好了/);
	await standsSomewhere(page);
	await page.context().close();
});

it('a building of 400 doors fits a narrow phone, and keys alone reach its furthest window', async () => {
	await building.neighbour('1-312', '小高');
	const page = await enterWithKeys(li);
	await open(page, '/building');
	const house = page.getByRole('region', { name: '整栋楼' });
	expect(await house.locator('tr').count()).toBe(33);
	expect(await house.locator('tr').first().locator('.window').count()).toBe(12);
	for (const width of [360, 320]) {
		await page.setViewportSize({ width, height: 740 });
		expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
	}
	await page.getByText('左右滑动').waitFor();
	// Each stop on the way is seen and free; this one lies beyond the right edge until it has the focus.
	await tabTo(page, /312，已加入/, 60);
	const box = (await page.locator(':focus').boundingBox())!;
	expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
	expect(box.x + box.width).toBeLessThanOrEqual(320);
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/building\/people\?q=1-312/);
	await page.getByText('小高').waitFor();
	await page.context().close();
});

it('what is still to be filled in is said in the page’s language and aloud, and does not bar the way once it is', async () => {
	const { page } = await browser.phone({ locale: 'en', hasTouch: false });
	await open(page, '/sign-in');
	await page.getByRole('button', { name: '中文' }).click();
	const login = page.locator('[name=login]');
	const send = page
		.locator('form[action*="sign-in"] button, main form button')
		.filter({ hasText: '登录' })
		.first();
	await send.click();
	expect(await login.evaluate((it: HTMLInputElement) => it.validationMessage)).toBe('这一项还没填。');
	await page.getByRole('alert').filter({ hasText: '这一项还没填。' }).waitFor({ state: 'attached' });
	// Filled by a script, as a stepper does: nothing was typed.
	for (const [name, value] of [
		['login', li.login],
		['password', PASSWORD],
	] as const)
		await page.locator(`[name=${name}]`).evaluate((it: HTMLInputElement, typed) => (it.value = typed), value);
	await send.click();
	await page.waitForURL(`${stairwell.origin}/`);
	await open(page, '/listings/new');
	await page.locator('main form button:not([type=button])').last().click();
	expect(
		await page
			.locator('[name=category]')
			.first()
			.evaluate((it: HTMLInputElement) => it.validationMessage),
	).toBe('请选一项。');
});
