import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { useBetween } from './between.ts';
import { useBrowser } from './browser.ts';
import { readChinese } from './sit-down.ts';
import { setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import { madeId, type Visitor } from './visitor.ts';

const env: Record<string, string> = {};
const between = useBetween(env, () => stairwell.app.options.port);
const stairwell = useStairwell(env);
const browser = useBrowser();
let building: Building;
let li: Visitor;

beforeAll(async () => {
	building = await setUpBuilding(stairwell);
	li = await building.neighbour('1-202', '小李');
	await readChinese(li);
});

beforeEach(() => {
	between.state = 'open';
});

async function phoneOfLi(options: Parameters<typeof browser.phone>[0] = {}) {
	const phone = await browser.phone(options);
	await phone.context.addCookies(
		[...li.cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })),
	);
	// Its clock goes by itself, and can be put forward.
	await phone.page.clock.install();
	return phone;
}

/** Until its script runs, a page sends a form as it does without any. */
async function open(page: Page, path: string): Promise<void> {
	await page.goto(stairwell.origin + path);
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}

/** As after a first visit: what the app is made of lies on the phone. */
async function withWorker(page: Page): Promise<void> {
	await page.goto(stairwell.origin);
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

/** The list of what waits is empty again, once the server answers: whatever pause there is between two tries. */
async function sentAgain(page: Page): Promise<void> {
	between.state = 'open';
	// A second for the answer each time: the clock that is moved on ends the patience with it as well.
	await expect
		.poll(
			async () => {
				await page.clock.fastForward(20_000);
				return page.getByText('等有网了再发').count();
			},
			{ interval: 1000, timeout: 30_000 },
		)
		.toBe(0);
}

/** Nothing came within the time after which nobody waits any more. */
async function waitInVain(page: Page, sent: () => Promise<void>): Promise<void> {
	between.state = 'silent';
	const asked = page.waitForRequest((request) => request.method() === 'POST');
	await sent();
	await asked;
	await page.clock.fastForward(15_000);
}

/** The clock goes on until it stands there: the patience of a tap may begin a moment after its request is seen. */
async function saysInTime(page: Page, what: string): Promise<void> {
	await expect
		.poll(async () => {
			await page.clock.fastForward(3000);
			return page.getByText(what).count();
		})
		.toBe(1);
}

async function writePost(page: Page, title: string): Promise<void> {
	await open(page, '/listings/new');
	await page.locator('input[name=direction][value=offer]').check({ force: true });
	await page.locator('input[name=category][value=food]').check({ force: true });
	await page.locator('[name=title]').fill(title);
}

type Board = { listings: { id: string; title: string }[] };

it('a server that never answers: a post and a handover wait in the queue and are done once, a claim says so, and nothing typed is lost', async () => {
	const { steward } = building;
	const offer = madeId(
		await steward.send('/listings/new', { direction: 'offer', category: 'food', title: '豆角', quantity: 4 }),
	);
	const handover = `/handovers/${madeId(await li.send(`/listings/${offer}?/claim`, { quantity: 1 }))}`;
	const { page, context } = await phoneOfLi();
	const waits = '等有网了再发';

	await withWorker(page);
	await writePost(page, '三个土豆');
	await waitInVain(page, () => page.locator('.post-form button.full').click());
	await saysInTime(page, waits);
	expect(await page.locator('[name=title]').inputValue()).toBe('');
	await sentAgain(page);
	const posted = async () => (await steward.read<Board>('/')).listings.map(({ title }) => title);
	expect((await posted()).filter((title) => title === '三个土豆')).toEqual(['三个土豆']);

	await open(page, handover);
	await waitInVain(page, () => page.getByRole('button', { name: '签收' }).first().click());
	await saysInTime(page, waits);
	await sentAgain(page);
	type Handover = { state: string; trail: { to?: string }[] };
	const { state, trail } = await li.read<Handover>(handover);
	expect([state, trail.length]).toEqual(['received', 2]);

	// A claim is a race, and is not kept for later: it says that nobody knows, and the next tap has the same key.
	await open(page, `/listings/${offer}`);
	const claim = page.locator('form[action="?/claim"] button.button');
	await waitInVain(page, () => claim.click());
	await saysInTime(page, '没发出去');
	between.state = 'open';
	await Promise.all([page.waitForURL(/\/handovers\//), claim.click()]);
	const { held } = await li.read<{ held: number }>(`/listings/${offer}`);
	expect(held).toBe(2);
	await context.close();
});

it('a tap at a shelf that is never answered waits, and is taken once', async () => {
	const { steward } = building;
	const shelf = `/corners/${madeId(await steward.send('/corners/new', { place: '一楼' }))}`;
	await steward.send(`${shelf}?/leave`, { title: '大米', quantity: 5 });
	const { page, context } = await phoneOfLi();
	await withWorker(page);
	await open(page, shelf);
	await waitInVain(page, () => page.getByRole('button', { name: '拿 1 ' }).first().click());
	await saysInTime(page, '等有网了再发');
	await sentAgain(page);
	const { items } = await li.read<{ items: { quantity: number }[] }>(shelf);
	expect(items.map((it) => it.quantity)).toEqual([4]);
	await context.close();
});

it('where the app keeps nothing, as in a chat app, a post that is never answered stands in its form, and is sent once by the next tap', async () => {
	const { page, context } = await phoneOfLi({ serviceWorkers: 'block' });
	await writePost(page, '一把葱');
	const submit = page.locator('.post-form button.full');
	await waitInVain(page, () => submit.click());
	// The parts of the queue do not come either.
	await saysInTime(page, '没发出去');
	expect(await page.locator('[name=title]').inputValue()).toBe('一把葱');
	between.state = 'open';
	await Promise.all([page.waitForURL(/\/listings\/[0-9a-f-]{36}/), submit.click()]);
	const { listings } = await li.read<Board>('/');
	expect(listings.filter(({ title }) => title === '一把葱')).toHaveLength(1);
	await context.close();
});

it('with the server away and the phone online a link shows the page that was kept, or says that there is no connection', async () => {
	const { page, context } = await phoneOfLi();
	await withWorker(page);
	await open(page, '/inbox');
	const kept = () =>
		page.evaluate(async () => {
			const [name] = (await caches.keys()).filter((it) => it.startsWith('kept-'));
			return name ? (await (await caches.open(name)).keys()).map((it) => new URL(it.url).pathname) : [];
		});
	await expect.poll(kept).toEqual(expect.arrayContaining(['/', '/inbox']));

	between.state = 'away';
	// A page that asks for its own anew stays as it is.
	const own = '/inbox/__data.json?x-sveltekit-invalidated=01';
	const told = await page.evaluate(async (path) => (await fetch(path)).json() as Promise<unknown>, own);
	expect(told).toEqual({ type: 'data', nodes: [{ type: 'skip' }, { type: 'skip' }] });
	await page.locator('nav a[href="/"]').click();
	await page.getByText('没连上网，这是').waitFor();
	expect(new URL(page.url()).pathname).toBe('/');
	await page.locator('nav a[href="/inbox"]').click();
	await page.waitForURL(`${stairwell.origin}/inbox`);
	await page.getByText('没连上网，这是').waitFor();
	await page.goto(`${stairwell.origin}/`);
	await page.getByText('没连上网，这是').waitFor();

	await stairwell.app.stop('SIGKILL');
	between.state = 'open';
	await page.locator('nav a[href="/inbox"]').click();
	await page.waitForURL(`${stairwell.origin}/inbox`);
	await page.getByText('没连上网，这是').waitFor();
	await page.locator('nav a[href="/me"]').click();
	// In the reader's language alone, and with the way to what is kept.
	await page.getByText('这一页还没存下来').waitFor();
	expect(await page.getByText('No connection').isVisible()).toBe(false);
	await page.getByRole('link', { name: '消息' }).click();
	await page.waitForURL(`${stairwell.origin}/inbox`);
	await page.getByText('没连上网，这是').waitFor();
	await context.close();
});
