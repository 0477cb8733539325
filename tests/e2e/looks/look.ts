import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { PHONE } from '../browser.ts';
import { mainActions, tooSmall, unfoldAll, widest } from '../measure.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Tall, so that the bar at the bottom covers nothing. */
export const TALL = { width: 320, height: 3000 };

type Fault = { id: string; nodes: { target: unknown; failureSummary?: string }[] };
type Axe = { run(options: object): Promise<{ violations: Fault[] }> };

/** All that axe finds. */
async function axeFaults(page: Page): Promise<string[]> {
	const { violations } = await page.evaluate(() =>
		(window as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'], preload: false }),
	);
	return violations.map(
		(fault) =>
			`${fault.id}: ${fault.nodes.map((node) => `${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`).join('; ')}`,
	);
}

const LEAST = { normal: { target: 44, text: 16 }, large: { target: 60, text: 24 } };
export type Size = keyof typeof LEAST;

/** One page of one size and language, by day, then by night, then with letters twice as large. */
export async function lookAt(page: Page, address: string, size: Size): Promise<string[]> {
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await page.setViewportSize(TALL);
	await page.goto(address);
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
	found.push(...(await axeFaults(page)).map((fault) => `by night: ${fault}`));
	if (size === 'normal') {
		await page.setViewportSize(PHONE);
		await page.addStyleTag({ content: 'html { font-size: 200% !important; }' });
		if ((await over()) > 0)
			found.push(`${await over()} px too wide with text at 200 %: ${await page.evaluate(widest)}`);
	}
	return found;
}
