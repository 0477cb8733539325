import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { readChinese } from './sit-down.ts';
import { setUpBuilding, useStairwell, type Desk } from './stairwell.ts';
import { madeId, type Visitor } from './visitor.ts';

const stairwell = useStairwell();
const browser = useBrowser();

async function enter(page: Page, who: Visitor): Promise<void> {
	await page
		.context()
		.addCookies([...who.cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })));
}

/** Addresses of the pages that this phone keeps, whosesoever they are. */
const kept = (page: Page) =>
	page.evaluate(async () => {
		const names = (await caches.keys()).filter((name) => name.startsWith('kept-'));
		const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		return all.flat().map((it) => new URL(it.url).pathname);
	});

it('without the server the last pages are read, a post with a photo, a signature and a tick wait, and are sent exactly once', async () => {
	const building = await setUpBuilding(stairwell);
	const { steward } = building;
	const li = await building.neighbour('1-202', '小李');
	await readChinese(steward);

	// Li's cabbage stands at the steward's door, who has Li's eggs to pack.
	const offer = madeId(
		await li.send('/listings/new', { direction: 'offer', category: 'food', title: '半棵白菜', quantity: 2 }),
	);
	const handover = `/handovers/${madeId(await steward.send(`/listings/${offer}?/claim`, { quantity: 1 }))}`;
	await li.send(`${handover}?/left`, {});
	const buy = await steward.send('/group-buys/new', {
		title: '鸡蛋团',
		'lines.0.title': '土鸡蛋',
		'lines.0.price': '28',
	});
	const group = `/group-buys/${(buy as { location: string }).location.split('/')[2]!}`;
	const desk = () => steward.read<Desk>(`${group}/manage`);
	await steward.send(`${group}/manage?/open`, {});
	await li.send(`${group}?/order`, { [`lines.${(await desk()).lines[0]!.id}.quantity`]: 1 });
	for (const step of ['lock', 'ordered']) await steward.send(`${group}/manage?/${step}`, {});

	const { page, context } = await browser.phone({});
	await enter(page, steward);
	await page.goto(stairwell.origin + handover);
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.goto(`${stairwell.origin}${group}/packing`);
	await expect
		.poll(() => kept(page), { timeout: 20_000 })
		.toEqual(
			expect.arrayContaining(['/', '/inbox', '/me/handovers', '/group-buys', '/listings/new', handover]),
		);

	await stairwell.app.stop('SIGKILL');
	for (const [path, said] of [
		['/', '半棵白菜'],
		['/inbox', '半棵白菜'],
		['/me/handovers', '半棵白菜'],
		['/group-buys', '鸡蛋团'],
	] as const) {
		await page.goto(stairwell.origin + path);
		await page.getByText('没连上网，这是').waitFor();
		expect(await page.locator('main').innerText()).toContain(said);
	}

	await page.goto(stairwell.origin + handover);
	await page.getByRole('button', { name: '签收' }).first().click();
	await page.getByText('等有网了再发').waitFor();

	await page.goto(`${stairwell.origin}${group}/packing`);
	const tick = page.locator('.tick').first();
	await tick.click();
	await expect.poll(() => tick.getAttribute('aria-pressed')).toBe('true');

	await page.goto(`${stairwell.origin}/listings/new`);
	await page.locator('input[name=direction][value=offer]').check({ force: true });
	await page.locator('input[name=category][value=food]').check({ force: true });
	await page.locator('[name=title]').fill('三个土豆');
	const photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#c9b27a' } })
		.jpeg()
		.toBuffer();
	await page
		.locator('input[type=file]')
		.first()
		.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo });
	await page.locator('.post-form button.full').click();
	await page.getByText('三个土豆', { exact: true }).first().waitFor();

	// Closed and opened again, somewhere else: what waits still waits, and goes by itself when the server is back.
	await page.close();
	const again = await context.newPage();
	await again.goto(`${stairwell.origin}/inbox`);
	await again.getByText('三个土豆', { exact: true }).first().waitFor();
	await stairwell.restart();
	type Board = { listings: { id: string; title: string }[] };
	const posted = async () =>
		(await steward.read<Board>('/')).listings.filter((it) => it.title === '三个土豆').map(({ id }) => id);
	await expect.poll(async () => (await posted()).length, { timeout: 60_000 }).toBe(1);
	await again.getByText('等有网了再发').waitFor({ state: 'detached', timeout: 30_000 });
	const { state, trail } = await steward.read<{ state: string; trail: unknown[] }>(handover);
	expect(state).toBe('received');
	expect(trail).toHaveLength(3);
	expect((await desk()).orders.map((it) => it.packed)).toEqual([true]);
	const [mine] = await posted();
	expect(await (await steward.open(`/listings/${mine}`)).text()).toMatch(/\/photos\/[0-9a-f-]{36}/);
	await again.reload();
	expect((await posted()).length).toBe(1);
	await context.close();
}, 240_000);
