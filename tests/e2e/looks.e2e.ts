import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { lookAt, TALL, type Size } from './looks/look.ts';
import { fillBuilding } from './looks/pages.ts';
import { top } from './process.ts';
import { SETUP_TOKEN, useStairwell } from './stairwell.ts';

const stairwell = useStairwell();
const browser = useBrowser();
let cookies: Map<string, string>;
let steward: Map<string, string>;
let paths: string[] = [];
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
	({ paths, cookies, steward } = await fillBuilding(stairwell));
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

async function lookAtAll(some: readonly string[], size: Size, locale: string) {
	// Past the policy, because axe is put in as a script.
	const { page, context } = await browser.phone({ locale, viewport: TALL, bypassCSP: true });
	const faults: Record<string, string[]> = {};
	for (const path of some) {
		await enter(page, lookedAtBy(path));
		await context.addCookies([{ name: 'stairwell-size', value: size, url: stairwell.origin }]);
		const found = await lookAt(page, stairwell.origin + path, size);
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
