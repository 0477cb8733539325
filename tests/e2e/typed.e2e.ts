import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { SETUP_TOKEN, setUpBuilding, useStairwell } from './stairwell.ts';
import { madeId } from './visitor.ts';

const stairwell = useStairwell();
const browser = useBrowser();
let cookies: Map<string, string>;
const paths: { path: string; signedIn: boolean }[] = [];

beforeAll(async () => {
	// Looked at before there is a building, because it is there only once.
	await expectKept({ path: `/setup/${SETUP_TOKEN}`, signedIn: false });
	const building = await setUpBuilding(stairwell);
	const li = await building.neighbour('1-202', '小李');
	const offer = { direction: 'offer', category: 'food', title: '半棵白菜', quantity: 4 };
	const listing = madeId(await li.send('/listings/new', offer));
	await li.send(`/listings/${listing}?/share`, {});
	const share = /\/s\/[\w-]{20,}/.exec(await (await li.open(`/listings/${listing}`)).text())![0];
	cookies = building.steward.cookies;
	const { steward } = building;
	const corner = `/corners/${madeId(await steward.send('/corners/new', { place: '一楼', guests: 'yes' }))}`;
	await li.send(`${corner}?/leave`, { title: '盐', quantity: 3 });
	const scanned = /\/c\/[\w-]{20,}/.exec(await (await steward.open(`${corner}/poster`)).text())![0];
	const begun = await steward.send('/group-buys/new', {
		title: '周六蔬菜团',
		'lines.0.title': '小青菜',
		'lines.0.price': '3.80',
		'lines.0.caseSize': '6',
	});
	const [, , buy] = (begun as { location: string }).location.split('/');
	await steward.send(`/group-buys/${buy}/manage?/open`, {});
	paths.push(
		{ path: '/sign-in', signedIn: false },
		{ path: `/join/${building.joinCode}`, signedIn: false },
		{ path: share, signedIn: false },
		{ path: '/', signedIn: true },
		{ path: `/listings/${listing}`, signedIn: true },
		{ path: '/listings/new', signedIn: true },
		{ path: '/me/login', signedIn: true },
		{ path: '/me/notifications', signedIn: true },
		{ path: '/me/household', signedIn: true },
		{ path: '/building/settings', signedIn: true },
		{ path: corner, signedIn: true },
		{ path: scanned, signedIn: false },
		{ path: '/group-buys/new', signedIn: true },
		{ path: `/group-buys/${buy}`, signedIn: true },
		{ path: `/group-buys/${buy}/manage`, signedIn: true },
	);
});

/** Unfolds what is folded and fills every field before any script of ours has arrived, and looks at them again when it has. */
async function expectKept({ path, signedIn }: { path: string; signedIn: boolean }): Promise<void> {
	const { page, context, faults } = await browser.phone();
	if (signedIn)
		await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })));
	let arrive = (): void => {};
	const held = new Promise<void>((resolve) => (arrive = resolve));
	await page.route('**/_app/**/*.js', async (route) => {
		await held;
		await route.continue();
	});
	await page.goto(stairwell.origin + path, { waitUntil: 'commit' });
	await page.locator('main form, form[role=search], search form').first().waitFor({ state: 'attached' });
	await page.waitForFunction(() => document.readyState !== 'loading');
	await page.evaluate(() =>
		document.querySelectorAll('details').forEach((details) => details.toggleAttribute('open', true)),
	);
	const fillable = 'main :is(input, textarea):visible:not([readonly]):not([disabled])';
	for (const field of await page.locator(fillable).all()) {
		const type = await field.getAttribute('type');
		if (type === 'radio' || type === 'checkbox') await field.check({ force: true });
		else if (type === 'number') await field.fill('3');
		else if (type === 'time') await field.fill('06:05');
		else if (type === 'datetime-local') await field.fill('2027-01-02T03:04');
		else if (type === 'date') await field.fill('2027-01-02');
		else if (type !== 'file') await field.fill('写到一半');
	}
	const before = await fields(page);
	arrive();
	await page.waitForLoadState('networkidle');
	await page.waitForFunction(() => !document.querySelector('.stepper-button.waiting'));
	const after = await fields(page);
	const folded = await page.locator('main details:not([open])').count();
	await context.close();
	expect(faults).toEqual([]);
	expect(before.length).toBeGreaterThan(0);
	expect(folded, path).toBe(0);
	expect(after, path).toEqual(expect.arrayContaining(before));
}

/** What is filled in or chosen, as "name=value". */
function fields(page: Page): Promise<string[]> {
	return page.evaluate(() =>
		[...document.querySelectorAll<HTMLInputElement>('main input:not([type=hidden]), main textarea')]
			.filter((field) => (/^(radio|checkbox)$/.test(field.type) ? field.checked : field.value !== ''))
			.filter((field) => field.name !== '' && field.type !== 'file')
			.map((field) => `${field.name}=${field.value}`),
	);
}

describe('on a weak signal the script comes after the first words are typed', () => {
	it('and they stay, on every page with a form', async () => {
		expect(paths.length).toBeGreaterThan(0);
		for (const at of paths) await expectKept(at);
	});
});
