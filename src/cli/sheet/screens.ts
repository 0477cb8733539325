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
	/** The whole page, as if the phone were as long: what stands at the bottom covers nothing. */
	whole(): Promise<Buffer>;
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
		whole: async () => {
			const length = await page.evaluate(() => document.documentElement.scrollHeight);
			const usual = page.viewportSize()!;
			await page.setViewportSize({ ...usual, height: Math.max(usual.height, Math.min(length, 9000)) });
			const picture = await page.screenshot({ fullPage: true });
			await page.setViewportSize(usual);
			return picture;
		},
		close: () => context.close(),
	};
}

export async function enter(
	context: BrowserContext,
	origin: string,
	mode: Mode,
	who: Screen['who'],
): Promise<void> {
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
