import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD } from '../demo/people.ts';
import type { Mode } from './modes.ts';

/** A screen, and who looks at it: a neighbour with things under way, a steward, or somebody before the door. */
export interface Screen {
	name: string;
	path: string;
	who: 'lin' | 'zhou' | null;
}

export interface Viewer {
	page: Page;
	visit(screen: Screen): Promise<void>;
	close(): Promise<void>;
}

/** A phone or a desk in one mode; it signs in as whoever looks at a screen. */
export async function openViewer(browser: Browser, origin: string, mode: Mode, scale = 1): Promise<Viewer> {
	const { locale, scheme, wide } = mode;
	const context = await browser.newContext({
		locale,
		colorScheme: scheme,
		deviceScaleFactor: scale,
		viewport: wide ? { width: 1280, height: 800 } : { width: 360, height: 740 },
		hasTouch: !wide,
		reducedMotion: 'reduce',
		serviceWorkers: 'block',
		baseURL: origin,
	});
	const page = await context.newPage();
	let who: Screen['who'] | undefined;
	return {
		page,
		visit: async (screen) => {
			if (who !== screen.who) await enter(context, origin, mode, (who = screen.who));
			await page.goto(screen.path, { waitUntil: 'load' });
			await page.evaluate(async () => {
				for (const image of Array.from(document.images)) image.loading = 'eager';
				await Promise.all(Array.from(document.images, (image) => image.decode().catch(() => undefined)));
				await document.fonts.ready;
			});
		},
		close: () => context.close(),
	};
}

async function enter(context: BrowserContext, origin: string, mode: Mode, who: Screen['who']): Promise<void> {
	await context.clearCookies();
	await context.addCookies([
		{ name: 'stairwell-size', value: mode.size, url: origin },
		{ name: 'stairwell-locale', value: mode.locale, url: origin },
	]);
	if (who === null) return;
	await post(context, origin, '/sign-in', { login: who, password: PASSWORD });
	await post(context, origin, '/locale', { locale: mode.locale, back: '/' });
}

async function post(context: BrowserContext, origin: string, path: string, form: Record<string, string>) {
	const answer = await context.request.post(path, {
		form: { ...form, key: randomUUID() },
		headers: { origin, accept: 'text/html' },
		maxRedirects: 0,
	});
	if (answer.status() !== 303) throw new Error(`${path}: ${answer.status()}`);
}

type Json = Record<string, unknown> & { id: string };

/** Every screen there is something to see on, with the addresses of this demonstration. */
export async function findScreens(browser: Browser, origin: string): Promise<Screen[]> {
	const context = await browser.newContext({ baseURL: origin });
	const mode: Mode = { name: '', locale: 'zh-CN', scheme: 'light', size: 'normal', wide: false };
	await enter(context, origin, mode, 'lin');
	const read = async <T>(path: string): Promise<T> => {
		const answer = await context.request.get(path, { headers: { accept: 'application/json' } });
		return answer.ok() ? ((await answer.json()) as T) : ({} as T);
	};
	const find = async (path: string, pattern: RegExp): Promise<string | undefined> => {
		const answer = await context.request.get(path, { headers: { accept: 'text/html' } });
		return pattern.exec(await answer.text())?.[0];
	};
	const { listings } = await read<{ listings: (Json & { direction: string; handovers: unknown[] })[] }>('/');
	const offer = listings.find((it) => it.direction === 'offer' && it.handovers.length === 0);
	const ask = listings.find((it) => it.direction === 'ask');
	const handover = await find('/me/handovers', /\/handovers\/[0-9a-f-]{36}/);
	const corner = await find('/corners', /\/corners\/[0-9a-f-]{36}/);
	const groupBuy = await find('/group-buys', /\/group-buys\/[0-9a-f-]{36}/);
	await enter(context, origin, mode, 'zhou');
	const join = await find('/building/posters', /\/join\/[\w-]{20,}/);
	const person = await find('/building/people', /\/building\/people\/[0-9a-f-]{36}/);
	await context.close();
	const all: [string, string | undefined, Screen['who']][] = [
		['board', '/', 'lin'],
		['board-empty', '/?q=%E5%A4%A7%E8%B1%A1', 'lin'],
		['listing', offer && `/listings/${offer.id}`, 'lin'],
		['ask', ask && `/listings/${ask.id}`, 'lin'],
		['handover', handover, 'lin'],
		['new', '/listings/new', 'lin'],
		['new-medicine', '/listings/new?direction=ask&category=medicine', 'lin'],
		['inbox', '/inbox', 'lin'],
		['me', '/me', 'lin'],
		['me-handovers', '/me/handovers', 'lin'],
		['me-notifications', '/me/notifications', 'lin'],
		['me-devices', '/me/devices', 'lin'],
		['me-login', '/me/login', 'lin'],
		['me-return-code', '/me/return-code', 'lin'],
		['me-install', '/me/install', 'lin'],
		['sign-out', '/sign-out', 'lin'],
		['corners', corner && '/corners', 'lin'],
		['corner', corner, 'lin'],
		['group-buys', groupBuy && '/group-buys', 'lin'],
		['group-buy', groupBuy, 'lin'],
		['group-buy-new', groupBuy && '/group-buys/new', 'lin'],
		['group-buy-desk', groupBuy && `${groupBuy}/manage`, 'zhou'],
		['building', '/building', 'zhou'],
		['people', '/building/people', 'zhou'],
		['person', person, 'zhou'],
		['posters', '/building/posters', 'zhou'],
		['webhook', '/building/webhook', 'zhou'],
		['today', '/building/today', 'zhou'],
		['not-found', '/nowhere', 'zhou'],
		['sign-in', '/sign-in', null],
		['join', join, null],
	];
	return all.flatMap(([name, path, who]) => (path ? [{ name, path, who }] : []));
}
