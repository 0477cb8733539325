import { expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { setUpBuilding, useStairwell } from './stairwell.ts';

const stairwell = useStairwell();
const browser = useBrowser();

it('a post written without a connection waits, and goes up once when there is one again', async () => {
	const building = await setUpBuilding(stairwell);
	const li = await building.neighbour('1-202', '小李');
	const { page, context } = await browser.phone({ locale: 'zh-CN' });
	await context.addCookies([...li.cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })));
	await page.goto(`${stairwell.origin}/listings/new`);
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await page.reload({ waitUntil: 'networkidle' });
	await page.locator('input[name=direction][value=offer]').check({ force: true });
	await page.locator('input[name=category][value=food]').check({ force: true });
	await page.locator('[name=title]').fill('半棵白菜');
	await context.setOffline(true);
	await page.locator('.post-form button.full').click();
	const posted = async () =>
		(await li.read<{ listings: { title: string }[] }>('/')).listings.map(({ title }) => title);
	await new Promise((resolve) => setTimeout(resolve, 1500));
	expect(await posted()).toEqual([]);
	await context.setOffline(false);
	await expect.poll(posted, { timeout: 20_000 }).toEqual(['半棵白菜']);
	await new Promise((resolve) => setTimeout(resolve, 3000));
	expect(await posted()).toEqual(['半棵白菜']);
	await context.close();
});
