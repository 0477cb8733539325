import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import { madeId } from './visitor.ts';

const stairwell = useStairwell();
const browser = useBrowser();
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let building: Building;
let cookies: Map<string, string>;
let steward: Map<string, string>;
const paths: string[] = [];

beforeAll(async () => {
	building = await setUpBuilding(stairwell);
	const li = await building.neighbour('1-202', '小李');
	const wang = await building.neighbour('2-303', '王姐');
	await building.neighbour('2-404', '新邻居', { waits: true });
	const offer = madeId(
		await li.send('/listings/new', {
			direction: 'offer',
			category: 'food',
			title: '半棵白菜和一些豆角，放在楼道里，谁家缺菜就来拿',
			quantity: 6,
			unit: '把',
		}),
	);
	const ask = madeId(
		await li.send('/listings/new', {
			direction: 'ask',
			category: 'item',
			title: 'Superduperlongwordwithoutanyspacestobreakitanywhere',
			quantity: 1,
		}),
	);
	const handover = madeId(await wang.send(`/listings/${offer}?/claim`, { quantity: 2 }));
	const pledge = madeId(await wang.send(`/listings/${ask}?/claim`, { quantity: 1 }));
	await wang.send(`/handovers/${pledge}?/left`, {});
	await li.send(`/listings/${offer}?/report`, { kind: 'selling', reason: '打广告' });
	await li.send(`/building/people/${wang.id}?/report`, { kind: 'worried', reason: '三天没见着了' });
	await wang.send(`/listings/${offer}?/report`, { kind: 'selling', reason: '打广告' });
	await building.steward.send('/building/people/new', {
		name: '吴奶奶',
		door: '1-301',
		agreed: 'door',
		phone: '138 0000 0000',
		alone: 'yes',
	});
	await li.send(`/listings/${offer}?/comment`, { text: '早上刚买的，很新鲜。' });
	await li.send(`/listings/${offer}?/share`, {});
	const share = /\/s\/[\w-]{20,}/.exec(await (await li.open(`/listings/${offer}`)).text())![0];
	cookies = li.cookies;
	steward = building.steward.cookies;
	paths.push(
		'/',
		`/listings/${offer}`,
		`/listings/${ask}`,
		`/handovers/${handover}`,
		`/handovers/${pledge}`,
		'/listings/new',
		'/listings/new?direction=ask&category=medicine',
		'/inbox',
		'/me',
		'/me/handovers',
		'/me/devices',
		'/me/login',
		'/me/return-code',
		'/me/notifications',
		'/building',
		'/building/people',
		'/building/posters',
		'/building/today',
		'/building/calls',
		'/building/slips',
		'/building/reports',
		'/building/settings',
		'/building/log',
		'/building/doors',
		'/building/figures',
		'/building/roles',
		'/building/people/new',
		`/building/people/${wang.id}`,
		'/buildings',
		'/me/household',
		'/me/passkeys',
		'/me/export',
		'/me/leave',
		'/privacy',
		'/sign-in/passkey',
		'/enter/nobody-has-this-code',
		'/sign-in',
		`/join/${building.joinCode}`,
		share,
		'/nowhere',
	);
});

/** Who looks: doors are looked at from outside, the poster's page by the steward, the rest by a neighbour. */
function lookedAtBy(path: string): Map<string, string> | null {
	if (/^\/(sign-in|join|enter|s\/)/.test(path)) return null;
	return path.startsWith('/building') ? steward : cookies;
}

async function enter(page: Page, who: Map<string, string> | null): Promise<void> {
	await page.context().clearCookies();
	if (who)
		await page
			.context()
			.addCookies([...who].map(([name, value]) => ({ name, value, url: stairwell.origin })));
}

type Fault = { id: string; nodes: { target: unknown; failureSummary?: string }[] };

async function axeFaults(page: Page): Promise<string[]> {
	const { violations } = await page.evaluate(async () =>
		(window as unknown as { axe: { run(): Promise<{ violations: Fault[] }> } }).axe.run(),
	);
	return violations.map(
		(fault) =>
			`${fault.id}: ${fault.nodes.map((node) => `${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`).join('; ')}`,
	);
}

/** What sticks out furthest, for the message of a failing test. */
function widest(): string {
	const right = (element: Element) => element.getBoundingClientRect().right;
	const all = [...document.querySelectorAll('main *')].sort((a, b) => right(b) - right(a));
	return all
		.slice(0, 3)
		.map((element) => element.outerHTML.slice(0, 120))
		.join(' | ');
}

describe('every page', () => {
	it.each([
		['zh-CN', 'light'],
		['en', 'dark'],
		['zh-CN', 'dark'],
		['en', 'light'],
	] as const)(
		'in %s by %s: no fault that axe can find, and nothing wider than a 320 px phone',
		async (locale, colorScheme) => {
			// Tall, so that the bar at the bottom covers nothing; past the policy, because axe is put in as a script.
			const { page, context } = await browser.phone({
				locale,
				colorScheme,
				viewport: { width: 320, height: 3000 },
				bypassCSP: true,
			});
			const faults: Record<string, string[]> = {};
			for (const path of paths) {
				await enter(page, lookedAtBy(path));
				await page.goto(stairwell.origin + path);
				await page.addScriptTag({ path: axe });
				const found = await axeFaults(page);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
				if (wide > 0) found.push(`${wide} px too wide`);
				const title = await page.title();
				if (title.trim() === '' || (await page.locator('h1').count()) !== 1)
					found.push(`title “${title}”, headings ${await page.locator('h1').count()}`);
				if (found.length > 0) faults[path] = found;
			}
			await context.close();
			expect(faults).toEqual({});
		},
	);

	it('with text at 200 %: nothing wider than the phone', async () => {
		const { page, context } = await browser.phone({ viewport: { width: 360, height: 740 }, bypassCSP: true });
		const wide: string[] = [];
		for (const path of paths) {
			await enter(page, lookedAtBy(path));
			await page.goto(stairwell.origin + path);
			await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
			const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
			if (over > 0) wide.push(`${path}: ${over} px, ${await page.evaluate(widest)}`);
		}
		await context.close();
		expect(wide).toEqual([]);
	});
});
