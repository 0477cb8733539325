import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { setUpBuilding, useStairwell } from './stairwell.ts';
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
	const headers = { origin: stairwell.origin };
	await li.fetch('/locale', { method: 'POST', body: new URLSearchParams({ locale: 'zh-CN' }), headers });

	// Somebody's cabbage is on its way to Li, who also organises eggs that are being handed out.
	const offer = madeId(
		await steward.send('/listings/new', {
			direction: 'offer',
			category: 'food',
			title: '半棵白菜',
			quantity: 2,
		}),
	);
	const handover = `/handovers/${madeId(await li.send(`/listings/${offer}?/claim`, { quantity: 1 }))}`;
	await steward.send(`${handover}?/left`, {});

	const { page, context } = await browser.phone({});
	await enter(page, li);
	await page.goto(stairwell.origin + handover);
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.reload();
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
		['/group-buys', '团购'],
	] as const) {
		await page.goto(stairwell.origin + path);
		await page.getByText('现在没连上网').waitFor();
		expect(await page.locator('main').innerText()).toContain(said);
	}

	await page.goto(stairwell.origin + handover);
	await page.getByRole('button', { name: '签收' }).first().click();
	await page.getByText('等有网了再发').waitFor();

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
	await page.getByText('三个土豆', { exact: true }).waitFor();

	// Closed and opened again, somewhere else: what waits still waits, and goes by itself when the server is back.
	await page.close();
	const again = await context.newPage();
	await again.goto(`${stairwell.origin}/inbox`);
	await again.getByText('三个土豆', { exact: true }).waitFor();
	await stairwell.restart();
	type Board = { listings: { id: string; title: string }[] };
	const posted = async () =>
		(await li.read<Board>('/')).listings.filter((it) => it.title === '三个土豆').map(({ id }) => id);
	await expect.poll(async () => (await posted()).length, { timeout: 60_000 }).toBe(1);
	await again.getByText('等有网了再发').waitFor({ state: 'detached', timeout: 30_000 });
	const { state, trail } = await li.read<{ state: string; trail: unknown[] }>(handover);
	expect(state).toBe('received');
	expect(trail).toHaveLength(3);
	const [mine] = await posted();
	expect(await (await li.open(`/listings/${mine}`)).text()).toMatch(/\/photos\/[0-9a-f-]{36}/);
	await again.reload();
	expect((await posted()).length).toBe(1);
	await context.close();
}, 240_000);
