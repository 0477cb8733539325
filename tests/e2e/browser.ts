import {
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	chromium,
	type Page,
} from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

export interface TestBrowser {
	/** A phone of its own: nothing stored, nobody signed in. */
	phone(
		options?: BrowserContextOptions & { origin?: string },
	): Promise<{ context: BrowserContext; page: Page; faults: string[] }>;
}

/** Debian's Chromium for one file of journeys; every error on a page's console is kept in `faults`. */
export function useBrowser(): TestBrowser {
	let browser: Browser | undefined;
	beforeAll(async () => {
		browser = await chromium.launch({
			executablePath: '/usr/bin/chromium',
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--disable-quic',
			],
		});
	});
	afterAll(async () => browser?.close());
	return {
		async phone(options = {}) {
			const context = await browser!.newContext({
				viewport: PHONE,
				locale: 'zh-CN',
				hasTouch: true,
				...options,
			});
			context.setDefaultTimeout(15_000);
			const page = await context.newPage();
			const faults: string[] = [];
			page.on('console', (message) => {
				if (message.type() === 'error') faults.push(message.text());
			});
			page.on('pageerror', (error) => faults.push(String(error)));
			return { context, page, faults };
		},
	};
}
