import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { PHONE, useBrowser } from './browser.ts';
import { mainActions, tooSmall, unfoldAll, widest } from './measure.ts';
import { top } from './process.ts';
import { SETUP_TOKEN, setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import { madeId } from './visitor.ts';

const stairwell = useStairwell();
const browser = useBrowser();
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let building: Building;
let cookies: Map<string, string>;
let steward: Map<string, string>;
const paths: string[] = [];
const SETUP = `/setup/${SETUP_TOKEN}`;
const atTheStart: Record<string, Record<string, string[]>> = {};

beforeAll(async () => {
	for (const [size, locale] of [
		['normal', 'zh-CN'],
		['large', 'en'],
	] as const) {
		const found = await lookAtAll([SETUP], size, locale);
		if (SETUP in found) atTheStart[`${size}, ${locale}`] = found;
	}
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
		'/mail/nobody-has-this-token',
		'/corners',
		'/sign-in',
		`/join/${building.joinCode}`,
		share,
		'/nowhere',
	);
});

/** Who looks: doors are looked at from outside, the poster's page by the steward, the rest by a neighbour. */
function lookedAtBy(path: string): Map<string, string> | null {
	if (/^\/(setup|sign-in|join|enter|mail|s\/|c\/|group-buys\/join)/.test(path)) return null;
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
type Axe = { run(options: object): Promise<{ violations: Fault[] }> };

/** All that axe finds, or only what a change of colours can bring. */
async function axeFaults(page: Page, only?: string): Promise<string[]> {
	const { violations } = await page.evaluate(
		async (rule) =>
			(window as unknown as { axe: Axe }).axe.run({
				resultTypes: ['violations'],
				preload: false,
				...(rule ? { runOnly: { type: 'rule', values: [rule] } } : {}),
			}),
		only,
	);
	return violations.map(
		(fault) =>
			`${fault.id}: ${fault.nodes.map((node) => `${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`).join('; ')}`,
	);
}

const LEAST = { normal: { target: 44, text: 16 }, large: { target: 60, text: 24 } };
type Size = keyof typeof LEAST;

/** One page of one size and language, by day, then by night, then with letters twice as large. */
async function lookAt(page: Page, path: string, size: Size): Promise<string[]> {
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await page.setViewportSize(TALL);
	await page.goto(stairwell.origin + path);
	const found: string[] = [];
	const title = await page.title();
	const headings = await page.locator('h1').count();
	if (title.trim() === '' || headings !== 1) found.push(`title “${title}”, headings ${headings}`);
	const moving = await page.evaluate(() => document.getAnimations().length);
	if (moving > 0) found.push(`${moving} things move for those who want nothing to move`);
	if (size === 'large') {
		const actions = await page.evaluate(mainActions);
		if (actions.length > 1) found.push(`more than one main action: ${actions.join(', ')}`);
	}
	await page.addScriptTag({ path: axe });
	await page.evaluate(unfoldAll);
	found.push(...(await axeFaults(page)));
	found.push(...(await page.evaluate(tooSmall, LEAST[size])));
	const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
	if ((await over()) > 0) found.push(`${await over()} px too wide: ${await page.evaluate(widest)}`);
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	found.push(...(await axeFaults(page, 'color-contrast')).map((fault) => `by night: ${fault}`));
	if (size === 'normal') {
		await page.setViewportSize(PHONE);
		await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
		if ((await over()) > 0)
			found.push(`${await over()} px too wide with text at 200 %: ${await page.evaluate(widest)}`);
	}
	return found;
}

/** Tall, so that the bar at the bottom covers nothing. */
const TALL = { width: 320, height: 3000 };

async function lookAtAll(some: readonly string[], size: Size, locale: string) {
	// Past the policy, because axe is put in as a script.
	const { page, context } = await browser.phone({ locale, viewport: TALL, bypassCSP: true });
	const faults: Record<string, string[]> = {};
	for (const path of some) {
		await enter(page, lookedAtBy(path));
		await context.addCookies([{ name: 'stairwell-size', value: size, url: stairwell.origin }]);
		const found = await lookAt(page, path, size);
		if (found.length > 0) faults[path] = found;
	}
	await context.close();
	return faults;
}

describe('every page', () => {
	it('is among those that are looked at', () => {
		const routes = readdirSync(`${top}src/routes`, { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('+page.svelte'))
			.map((file) => `/${file}`.replace(/\/\([a-z]+\)/g, '').replace(/\/\+page\.svelte$/, '') || '/');
		const seen = [...paths, SETUP].map((path) => path.split('?')[0]!);
		const pattern = (route: string) => new RegExp(`^${route.replace(/\[\w+\]/g, '[^/]+')}$`);
		expect(routes.length).toBeGreaterThan(50);
		expect(routes.filter((route) => !seen.some((path) => pattern(route).test(path)))).toEqual([]);
	});

	it('of the first start, before anybody lives here', () => {
		expect(atTheStart).toEqual({});
	});

	it.each(['zh-CN', 'en'])(
		'%s, both sizes, by day and by night: no fault that axe can find, nothing wider than a 320 px phone or with text at 200 %, nothing too small to read or hit, nothing moving, in 长辈版 one main action',
		async (locale) => {
			await speak(locale);
			const [normal, large] = await Promise.all(
				(['normal', 'large'] as const).map((size) => lookAtAll(paths, size, locale)),
			);
			expect({ normal, large }).toEqual({ normal: {}, large: {} });
		},
		600_000,
	);
});
