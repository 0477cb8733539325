import { isGoodMoment } from './install.ts';
import { keptFor } from './kept-here.ts';
import { isPushLost } from './push-kept.ts';

/** What may be said beside the page. */
export type Extra = 'update' | 'push' | 'install';

/** Puts back what was kept over a reload for this very page. */
export async function restoreHere(): Promise<void> {
	if (keptFor() !== location.pathname + location.search) return;
	const { restoreTyped } = await import('./kept.ts');
	await restoreTyped();
}

/** What is to be said on this page to somebody signed in, once it stands; usually nothing. */
export async function findExtra(path: string): Promise<Extra | null> {
	if (await isPushLost()) return 'push';
	return isGoodMoment(path) ? 'install' : null;
}
