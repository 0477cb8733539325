import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { PASSWORD, SETUP_TOKEN, useStairwell } from './stairwell.ts';

const browser = useBrowser();
let folder = '';
let photo = '';

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stairwell-photo-'));
	photo = join(folder, 'cabbage.jpg');
	const cabbage = Buffer.from(
		'<svg width="1200" height="900"><rect width="1200" height="900" fill="#e8dcc4"/><circle cx="600" cy="450" r="300" fill="#8fb34a"/></svg>',
	);
	writeFileSync(
		photo,
		await sharp(cabbage)
			.jpeg()
			.withExif({ IFD0: { Artist: 'Li' } })
			.toBuffer(),
	);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function heading(page: Page): Promise<string> {
	return (await page.getByRole('heading', { level: 1 }).first().innerText()).trim();
}

async function joins(page: Page, address: string, name: string, door: string): Promise<void> {
	await page.goto(address);
	await page.getByLabel('你的称呼').fill(name);
	await page.getByLabel('你家门牌号').fill(door);
	await page.getByRole('button', { name: '加入', exact: true }).click();
	await page.waitForURL('**/me/return-code');
	expect(await page.locator('main').innerText()).toMatch(/[2-9A-HJKMNP-Z]{4}[\s-]?[2-9A-HJKMNP-Z]{4}/);
}

describe.each([
	['with JavaScript', true],
	['without JavaScript', false],
])('from the poster on the wall to a claimed cabbage, %s', (_, javaScriptEnabled) => {
	const stairwell = useStairwell();

	it('is set up, joined, posted, claimed, left at the door and signed for', async () => {
		const [steward, li, wang] = await Promise.all([1, 2, 3].map(() => browser.phone({ javaScriptEnabled })));
		const at = (path: string) => stairwell.origin + path;

		await steward!.page.goto(at(`/setup/${SETUP_TOKEN}`));
		await steward!.page.getByLabel('小区', { exact: true }).fill('江汉里');
		await steward!.page.getByLabel('楼栋', { exact: true }).fill('佳成大厦');
		await steward!.page.getByLabel('门牌号', { exact: true }).fill('1-101..1-604\n2-101..2-604');
		await steward!.page.getByLabel('你的称呼').fill('陈楼长');
		await steward!.page.getByLabel('你家门牌号').fill('1-101');
		await steward!.page.getByLabel('登录名').fill('chen');
		await steward!.page.getByLabel('密码', { exact: true }).fill(PASSWORD);
		await steward!.page.getByRole('button', { name: '设置好了' }).click();
		await steward!.page.waitForURL('**/building/posters');
		const poster = /\/join\/[\w-]{20,}/.exec(await steward!.page.content())?.[0];
		expect(poster).toBeDefined();
		expect(await steward!.page.locator('main').innerText()).toContain('先别贴');

		await joins(li!.page, at(poster!), '小李', '1-202');
		await joins(wang!.page, at(poster!), '王姐', '2-303');
		await steward!.page.goto(at('/building/people'));
		await steward!.page.getByRole('button', { name: '同意加入：小李' }).click();
		await steward!.page.getByText('小李进来了。').first().waitFor();
		await steward!.page.getByRole('button', { name: '同意加入：王姐' }).click();
		await steward!.page.getByText('王姐进来了。').first().waitFor();

		await li!.page.goto(at('/listings/new'));
		await li!.page.locator('input[type=file][name=photos]').setInputFiles(photo);
		await li!.page.getByLabel('吃的', { exact: true }).check();
		await li!.page.locator('input[name=title]').fill('半棵白菜，早上刚买的');
		await li!.page.locator('input[name=quantity]').fill('1');
		await li!.page.getByRole('button', { name: '贴出去' }).click();
		await li!.page.waitForURL(/\/listings\/[0-9a-f-]{36}$/);
		const listing = li!.page.url();

		await wang!.page.goto(at('/'));
		await wang!.page
			.getByRole('link', { name: /半棵白菜/ })
			.first()
			.click();
		await wang!.page.waitForURL(listing);
		const picture = wang!.page.locator('main img').first();
		expect(
			await picture
				.evaluate(async (img: HTMLImageElement) => (await img.decode().then(() => img.naturalWidth)) > 0)
				.catch(() => javaScriptEnabled === false),
		).toBe(true);
		await wang!.page.getByRole('button', { name: '我要' }).click();
		await wang!.page.waitForURL(/\/handovers\/[0-9a-f-]{36}$/);
		const handover = wang!.page.url();
		expect(await wang!.page.locator('main').innerText()).toMatch(/留给你/);
		expect(await wang!.page.locator('main').innerText()).toContain('1 单元 202');

		await li!.page.goto(at('/inbox'));
		await li!.page
			.getByRole('link', { name: /半棵白菜/ })
			.first()
			.click();
		await li!.page.waitForURL(handover);
		await li!.page.getByRole('button', { name: '放门口了，或已交到手' }).first().click();
		await li!.page.getByText('放门口', { exact: false }).first().waitFor();
		await wang!.page.goto(handover);
		expect(await heading(wang!.page)).not.toBe('');
		await wang!.page.getByRole('button', { name: '签收' }).first().click();
		await wang!.page.getByText('你签收了', { exact: false }).first().waitFor();
		await li!.page.goto(handover);
		expect(await li!.page.locator('main').innerText()).toMatch(/签收/);
		for (const who of [steward!, li!, wang!]) {
			expect(who.faults).toEqual([]);
			await who.context.close();
		}
	});

	it('opened from a chat: four taps from the link to the claim, in a browser that can do nothing else', async () => {
		const li = await browser.phone({ javaScriptEnabled });
		await li.page.goto(stairwell.origin + '/sign-in');
		await li.page.getByLabel('登录名，或者门牌号').fill('chen');
		await li.page.getByLabel('密码，或者返回码').fill(PASSWORD);
		await li.page.getByRole('button', { name: '登录' }).click();
		await li.page.waitForURL(stairwell.origin + '/');
		await li.page.goto(stairwell.origin + '/listings/new');
		await li.page.getByLabel('吃的', { exact: true }).check();
		await li.page.locator('input[name=title]').fill('绿豆芽一袋');
		await li.page.getByRole('button', { name: '贴出去' }).click();
		await li.page.waitForURL(/\/listings\/[0-9a-f-]{36}$/);
		// Ready on the page one lands on, without a tap.
		await li.page.getByLabel('发到群里的话').waitFor();
		const text = await li.page.getByLabel('发到群里的话').inputValue();
		const link = /https?:\/\/\S+\/s\/[\w-]{20,}/.exec(text)?.[0];
		expect(link).toBeDefined();
		expect(text).not.toMatch(/陈|1-101/);

		// As WeChat's browser: no push, no install, no clipboard.
		const guest = await browser.phone({
			javaScriptEnabled,
			userAgent:
				'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.99 Mobile Safari/537.36 MicroMessenger/8.0.1',
		});
		await guest.page.goto(link!);
		const shown = await guest.page.locator('body').innerText();
		expect(shown).toContain('绿豆芽一袋');
		expect(shown).not.toMatch(/陈|1-101/);
		await guest.page.getByLabel(/称呼/).fill('新来的');
		await guest.page.getByLabel(/门牌/).fill('2-501');
		await guest.page.getByRole('button', { name: /我要/ }).click();
		await guest.page.waitForURL(/\/handovers\/[0-9a-f-]{36}$|\/me\/return-code/);
		await guest.page.goto(stairwell.origin + '/me/handovers');
		expect(await guest.page.locator('main').innerText()).toContain('绿豆芽一袋');
		await li.context.close();
		await guest.context.close();
	});
});
