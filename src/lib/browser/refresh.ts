import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';

/**
 * Loads part of a page anew after news of it – but never while the page is on its way elsewhere: Kit gives that way up
 * for the reload, and the news of one's own claim arrives just when its redirect leads to the handover.
 */
export async function refresh(what: string): Promise<void> {
	if (navigating.to === null) await invalidate(what);
}
