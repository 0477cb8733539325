import type { Page } from 'playwright-core';
import type { Visitor } from './visitor.ts';

/** Whoever joined by a script reads English; these people read Chinese. */
export async function readChinese(who: Visitor): Promise<void> {
	const body = new URLSearchParams({ locale: 'zh-CN', back: '/' });
	await who.fetch('/locale', { method: 'POST', headers: { origin: who.origin }, body });
}

/** Somebody known by their cookies takes this page in hand. */
export async function sitDown(page: Page, origin: string, who: Visitor): Promise<void> {
	await readChinese(who);
	await page.context().addCookies([...who.cookies].map(([name, value]) => ({ name, value, url: origin })));
}
