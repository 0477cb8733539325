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
	const menu = {
		title: '周六蔬菜团，老李菜行早上现摘的',
		'lines.0.title': 'Superduperlongwordwithoutanyspacestobreakitanywhere',
		'lines.0.price': '12.8',
		'lines.0.unit': '5斤',
		'lines.1.title': '土鸡蛋',
		'lines.1.price': '28',
		'lines.1.unit': '板',
		'lines.1.caseSize': 10,
		minimumHouseholds: 3,
		payment: '微信 chen',
		fee: '10',
	};
	const begin = async () => {
		const answer = await building.steward.send('/group-buys/new', menu);
		return (answer as { location: string }).location.split('/')[2]!;
	};
	const [draft, open, pickup] = [await begin(), await begin(), await begin()];
	for (const id of [open, pickup]) {
		await building.steward.send(`/group-buys/${id}/manage?/open`, {});
		const { lines } = await li.read<{ lines: { id: string }[] }>(`/group-buys/${id}`);
		for (const who of [li, wang, building.steward])
			await who.send(`/group-buys/${id}?/order`, {
				[`lines.${lines[0]!.id}.quantity`]: 2,
				[`lines.${lines[1]!.id}.quantity`]: 1,
				[`lines.${lines[1]!.id}.flex`]: 2,
			});
	}
	await building.steward.send(`/group-buys/${open}/manage?/invite`, { name: '隔壁二号楼' });
	await li.send(`/group-buys/${open}?/comment`, { text: '鸡蛋新鲜吗？' });
	await building.steward.send(`/group-buys/${open}?/share`, {});
	const together = await (await building.steward.open(`/group-buys/${open}`)).text();
	const shared = `${/\/s\/[\w-]{20,}/.exec(together)![0]}/group-buy`;
	const asked = await (await building.steward.open(`/group-buys/${open}/manage`)).text();
	const invitation = /\/group-buys\/join\/[\w-]{20,}/.exec(asked)![0];
	for (const step of ['lock', 'ordered', 'arrived', 'allocate', 'pickup', 'call'])
		await building.steward.send(`/group-buys/${pickup}/manage?/${step}`, {});
	const corner = `/corners/${madeId(
		await building.steward.send('/corners/new', {
			place: '2 单元一楼楼梯口',
			guests: 'yes',
			keeper: '陈医生',
		}),
	)}`;
	for (const title of ['大米', '口罩', 'Superduperlongwordwithoutanyspacestobreakitanywhere'])
		await li.send(`${corner}?/leave`, { title, quantity: 2, unit: '袋', bestBefore: '2030-01-01' });
	await li.send(`${corner}?/wish`, { title: '食用油' });
	const cornerCode = /\/c\/[\w-]{20,}/.exec(
		await (await building.steward.open(`${corner}/poster`)).text(),
	)![0];
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
		'/group-buys',
		'/group-buys/new',
		`/group-buys/${open}`,
		`/group-buys/${pickup}`,
		`/group-buys/${draft}/manage`,
		`/group-buys/${draft}/edit`,
		`/group-buys/${open}/manage`,
		`/group-buys/${pickup}/manage`,
		`/group-buys/${pickup}/calling`,
		`/group-buys/${pickup}/packing`,
		`/group-buys/${pickup}/packing?by=item`,
		`/group-buys/${pickup}/packing?by=label`,
		`/group-buys/${pickup}/supplier`,
		shared,
		invitation,
		'/inbox',
		'/me',
		'/me/handovers',
		'/me/devices',
		'/me/login',
		'/me/return-code',
		'/me/notifications',
		'/me/install',
		'/building/webhook',
		'/sign-out',
		'/building',
		'/building/people',
		'/building/posters',
		corner,
		`${corner}/history`,
		`${corner}/edit`,
		`${corner}/poster`,
		'/corners?all',
		'/corners/new',
		cornerCode,
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
	if (/^\/(sign-in|join|enter|s\/|c\/|group-buys\/join)/.test(path)) return null;
	const desk = /\/(manage|edit|calling|packing|supplier|history|poster)\b|^\/corners\/new/.test(path);
	return desk || path.startsWith('/building') ? steward : cookies;
}

/** From now on both read this language, wherever they look. */
async function speak(locale: string): Promise<void> {
	for (const who of [cookies, steward]) {
		const cookie = [...who].map(([name, value]) => `${name}=${value}`).join('; ');
		const body = new URLSearchParams({ locale, back: '/' });
		const headers = { cookie, origin: stairwell.origin };
		await fetch(`${stairwell.origin}/locale`, { method: 'POST', headers, body, redirect: 'manual' });
	}
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

/** Targets and words that are too small for this size, as WCAG and China's rules for elders count them. */
function tooSmall(least: { target: number; text: number }): string[] {
	const found: string[] = [];
	const isSeen = (element: Element): boolean => {
		const { width, height } = element.getBoundingClientRect();
		const style = getComputedStyle(element);
		return width > 1 && height > 1 && style.visibility === 'visible' && Number(style.opacity) > 0;
	};
	// A link within a sentence is as high as its line, and allowed to be (WCAG 2.5.8, inline).
	const isInline = (element: Element): boolean =>
		element.tagName === 'A' && getComputedStyle(element).display === 'inline';
	for (const element of document.querySelectorAll('a[href], button, summary, select, textarea, input')) {
		if (!isSeen(element) || isInline(element) || element.closest('.visually-hidden, .skip')) continue;
		// A box of one's own is tapped anywhere on its label.
		const target = element.matches('[type=checkbox], [type=radio], [type=file]')
			? (element.closest('label') ?? element)
			: element;
		const { width, height } = target.getBoundingClientRect();
		if (height < least.target - 0.5 || width < least.target - 0.5)
			found.push(`${Math.round(width)}×${Math.round(height)} ${target.outerHTML.slice(0, 90)}`);
	}
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const seen = new Set<string>();
	while (walker.nextNode()) {
		const parent = walker.currentNode.parentElement!;
		if (!walker.currentNode.textContent?.trim() || !isSeen(parent)) continue;
		if (parent.closest('script, style, noscript, svg, .visually-hidden, .skip, option, datalist, code'))
			continue;
		const size = parseFloat(getComputedStyle(parent).fontSize);
		const what = `${size} px ${parent.tagName}.${parent.className}`;
		if (size < least.text - 0.1 && !seen.has(what)) found.push(what);
		seen.add(what);
	}
	return found.slice(0, 6);
}

const MODES = (['normal', 'large'] as const).flatMap((size) =>
	(['zh-CN', 'en'] as const).flatMap((locale) =>
		(['light', 'dark'] as const).map((scheme) => [size, locale, scheme] as const),
	),
);
const LEAST = { normal: { target: 44, text: 16 }, large: { target: 60, text: 24 } };

describe('every page', () => {
	it.each(MODES)(
		'%s, %s, %s: no fault that axe can find, nothing wider than a 320 px phone, nothing too small to read or hit',
		async (size, locale, colorScheme) => {
			// Tall, so that the bar at the bottom covers nothing; past the policy, because axe is put in as a script.
			const { page, context } = await browser.phone({
				locale,
				colorScheme,
				viewport: { width: 320, height: 3000 },
				bypassCSP: true,
				reducedMotion: 'reduce',
			});
			await speak(locale);
			const faults: Record<string, string[]> = {};
			for (const path of paths) {
				await enter(page, lookedAtBy(path));
				await context.addCookies([{ name: 'stairwell-size', value: size, url: stairwell.origin }]);
				await page.goto(stairwell.origin + path);
				await page.addScriptTag({ path: axe });
				const found = await axeFaults(page);
				found.push(...(await page.evaluate(tooSmall, LEAST[size])));
				const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
				if (wide > 0) found.push(`${wide} px too wide: ${await page.evaluate(widest)}`);
				const title = await page.title();
				if (title.trim() === '' || (await page.locator('h1').count()) !== 1)
					found.push(`title “${title}”, headings ${await page.locator('h1').count()}`);
				if (found.length > 0) faults[path] = found;
			}
			await context.close();
			expect(faults).toEqual({});
		},
	);

	it('nothing moves for those who want nothing to move', async () => {
		const { page, context } = await browser.phone({ reducedMotion: 'reduce' });
		const moving: string[] = [];
		for (const path of paths) {
			await enter(page, lookedAtBy(path));
			await page.goto(stairwell.origin + path);
			const count = await page.evaluate(() => document.getAnimations().length);
			if (count > 0) moving.push(`${path}: ${count}`);
		}
		await context.close();
		expect(moving).toEqual([]);
	});

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
