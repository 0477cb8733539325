import type { Page } from 'playwright-core';

/** What a finger does on a page, and waits for, with scripts and without. */
export function useHands(javaScriptEnabled: boolean) {
	/** Does something that sends a form, and waits until the page shows what came of it: then nothing is busy any more. */
	async function sends(page: Page, act: () => Promise<void>): Promise<void> {
		const answered = page.waitForResponse((it) => it.request().method() === 'POST');
		const loaded = javaScriptEnabled ? null : page.waitForEvent('load');
		await act();
		await Promise.all([answered, loaded]);
		if (javaScriptEnabled)
			await page.waitForFunction(() => document.querySelector('form [aria-disabled=true]') === null);
	}
	return {
		sends,
		tap: (page: Page, name: string | RegExp) =>
			sends(page, () => page.getByRole('button', { name }).first().click()),
		async unfold(page: Page, title: string): Promise<void> {
			const summary = page.locator('summary', { hasText: title }).first();
			const open = await summary.evaluate((it) => (it.parentElement as HTMLDetailsElement).open);
			if (!open) await summary.click();
		},
	};
}
