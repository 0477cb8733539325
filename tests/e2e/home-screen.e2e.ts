import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { pushInAllStates } from './home-screen/push.ts';
import { readChinese } from './sit-down.ts';
import { setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import type { Visitor } from './visitor.ts';

const stairwell = useStairwell();
const browser = useBrowser();
let building: Building;
let li: Visitor;

beforeAll(async () => {
	building = await setUpBuilding(stairwell);
	li = await building.neighbour('1-202', '小李');
	await readChinese(li);
});

async function signedIn(options: Parameters<typeof browser.phone>[0] = {}) {
	const phone = await browser.phone(options);
	await phone.context.addCookies(
		[...li.cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })),
	);
	return phone;
}

/** With a worker that answers for the page. */
async function withWorker(page: Page, path = '/'): Promise<void> {
	await page.goto(stairwell.origin + path);
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.reload();
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

describe('on the home screen', () => {
	it.each(['zh-CN', 'en'])('Chromium finds nothing missing in %s', async (locale) => {
		const { page, context } = await browser.phone({ locale });
		await context.addCookies([{ name: 'stairwell-locale', value: locale, url: stairwell.origin }]);
		await page.goto(`${stairwell.origin}/sign-in`);
		const session = await context.newCDPSession(page);
		const manifest = await session.send('Page.getAppManifest');
		expect(manifest.errors).toEqual([]);
		const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
		// The only fault it may find is that a test's browser keeps nothing.
		expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
		const said = JSON.parse(manifest.data!) as {
			id: string;
			scope: string;
			lang: string;
			icons: { src: string; purpose: string }[];
			screenshots: { src: string; form_factor: string; sizes: string }[];
			shortcuts: { url: string; name: string }[];
			share_target: { action: string; method: string };
		};
		expect(said).toMatchObject({ id: '/', scope: '/', lang: locale });
		expect(said.shortcuts.map(({ url }) => url)).toEqual([
			'/listings/new',
			'/me/handovers',
			'/corners',
			'/group-buys',
		]);
		for (const { url, name } of said.shortcuts)
			expect([url, name.length > 0, (await li.open(url)).status < 400]).toEqual([url, true, true]);
		expect(said.share_target).toMatchObject({ action: '/share', method: 'POST' });
		expect(new Set(said.icons.map(({ purpose }) => purpose))).toEqual(new Set(['any', 'maskable']));
		expect(new Set(said.screenshots.map((it) => it.form_factor))).toEqual(new Set(['narrow', 'wide']));
		const { default: sharp } = await import('sharp');
		for (const { src, sizes } of said.screenshots) {
			const answer = await stairwell.visitor().fetch(src);
			const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
			expect([src, answer.status, `${width}x${height}`]).toEqual([src, 200, sizes]);
		}
		await context.close();
	});

	it('a picture from the gallery becomes a started post, and stays on the phone until it is sent', async () => {
		const { page, context, faults } = await signedIn();
		await withWorker(page);
		// As the system's share sheet does it: a navigation that posts, from no page.
		await page.evaluate(() => {
			const form = document.createElement('form');
			Object.assign(form, { method: 'post', action: '/share', enctype: 'multipart/form-data' });
			const meta = document.createElement('meta');
			Object.assign(meta, { name: 'referrer', content: 'no-referrer' });
			document.head.append(meta);
			const [title, photos] = [document.createElement('input'), document.createElement('input')];
			Object.assign(title, { name: 'title', value: '半棵白菜' });
			Object.assign(photos, { name: 'photos', type: 'file' });
			const canvas = document.createElement('canvas');
			const bytes = Uint8Array.from(atob(canvas.toDataURL('image/png').split(',')[1]!), (it) =>
				it.charCodeAt(0),
			);
			const carrier = new DataTransfer();
			carrier.items.add(new File([bytes], 'cabbage.png', { type: 'image/png' }));
			photos.files = carrier.files;
			form.append(title, photos);
			document.body.append(form);
			form.submit();
		});
		await page.waitForURL(`${stairwell.origin}/listings/new?shared=yes`);
		await page.getByText('照片放进来了').waitFor();
		expect(await page.locator('[name=title]').inputValue()).toBe('半棵白菜');
		await page.locator('img[src^=blob]').waitFor();
		expect(await page.evaluate(async () => (await caches.open('stairwell-kept')).keys())).toEqual([]);

		// Or it stands on a shelf: of several, the one that is chosen.
		for (const place of ['一楼信箱旁', '二单元门厅']) await building.steward.send('/corners/new', { place });
		await page.getByRole('link', { name: '放到爱心角去' }).click();
		await page.getByRole('link', { name: '二单元门厅' }).click();
		await page.locator('#leave img[src^=blob]').waitFor();
		expect(await page.locator('#leave [name=title]').inputValue()).toBe('半棵白菜');
		await page.locator('#leave button.full').click();
		await page.getByText('二单元门厅').first().waitFor();
		await expect.poll(() => page.locator('main img[src*="/photos/"]').count()).toBeGreaterThan(0);
		expect(faults).toEqual([]);
		await context.close();
	});

	it('who shares without a worker begins an empty post; nothing is changed by it', async () => {
		const answer = await li.fetch('/share', {
			method: 'POST',
			headers: { origin: 'null' },
			body: new FormData(),
		});
		expect([answer.status, answer.headers.get('location')]).toEqual([303, '/listings/new']);
	});
});

describe('a new version', () => {
	it('waits until it is asked for, and loses nothing of a half-written post', async () => {
		const { page, context } = await signedIn();
		await withWorker(page, '/listings/new');
		await page.getByLabel('一句话，是什么').fill('半棵白菜，写到一半');
		const picture = await (
			await import('sharp')
		)
			.default({ create: { width: 64, height: 48, channels: 3, background: '#7a4' } })
			.png()
			.toBuffer();
		await page
			.locator('input[type=file][name=photos]')
			.setInputFiles({ name: 'cabbage.png', mimeType: 'image/png', buffer: picture });
		await page.locator('img[src^=blob]').waitFor();
		// The same worker under another address is a newer one to the browser.
		await page.evaluate(() => void navigator.serviceWorker.register('/service-worker.js?newer'));
		await page.getByText('楼道有新版本了').waitFor();
		expect(await page.getByLabel('一句话，是什么').inputValue()).toBe('半棵白菜，写到一半');
		await Promise.all([
			page.waitForEvent('load'),
			page.getByRole('button', { name: '换上', exact: true }).click(),
		]);
		await expect
			.poll(() => page.getByLabel('一句话，是什么').inputValue(), { timeout: 10_000 })
			.toBe('半棵白菜，写到一半');
		await page.locator('img[src^=blob]').waitFor();
		await context.close();
	});
});

describe('push', () => {
	pushInAllStates({ stairwell, signedIn, withWorker, li: () => li });
});

describe('长辈版', () => {
	it('is offered at the first start and chosen without JavaScript, for this person on every phone', async () => {
		const wang = await building.neighbour('2-303', '王姐');
		await readChinese(wang);
		const { page, context } = await browser.phone({ javaScriptEnabled: false });
		await context.addCookies(
			[...wang.cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })),
		);
		await page.goto(stairwell.origin);
		await page.getByRole('button', { name: '长辈版' }).click();
		expect(await page.locator('html').getAttribute('data-size')).toBe('large');
		expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('24px');
		// Another phone of hers has no cookie yet.
		expect(await (await wang.open('/')).text()).toContain('data-size="large"');
		await page.getByRole('button', { name: '标准版' }).click();
		expect(await page.locator('html').getAttribute('data-size')).toBe('normal');
		await page.getByRole('button', { name: '长辈版' }).waitFor();
		await context.close();
	});

	it('reads a page aloud, and says what to do where the phone has no voice', async () => {
		const { page, context } = await signedIn();
		await context.addCookies([{ name: 'stairwell-size', value: 'large', url: stairwell.origin }]);
		await page.addInitScript(() => {
			const spoken: string[] = [];
			Object.assign(window, { spoken });
			speechSynthesis.getVoices = () => [{ lang: 'zh-CN', name: '婷婷' } as SpeechSynthesisVoice];
			window.SpeechSynthesisUtterance = class {
				constructor(readonly text: string) {}
			} as unknown as typeof SpeechSynthesisUtterance;
			speechSynthesis.speak = (said) => void spoken.push(said.text);
		});
		await page.goto(stairwell.origin);
		await page.getByRole('button', { name: '读给我听' }).click();
		await expect
			.poll(() => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken.join(' ')))
			.toContain('墙上还空着');
		await page.addInitScript(() => (speechSynthesis.getVoices = () => []));
		await page.reload();
		await page.getByRole('button', { name: '读给我听' }).click();
		const instead = page.getByText('这台手机这里不会朗读');
		await instead.waitFor();
		expect(await instead.isVisible()).toBe(true);
		await context.close();
	});
});
