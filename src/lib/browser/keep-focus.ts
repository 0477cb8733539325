import { tick } from 'svelte';

/**
 * Called when a form is sent; the answer is called when it was answered. Kit then puts the focus to the page's beginning:
 * whoever stays on the same page goes on from where they were – or, where that is gone, from the page's own words.
 */
export function keepFocus(): () => Promise<void> {
	const [at, path] = [document.activeElement, location.pathname];
	return async () => {
		await tick();
		if (location.pathname !== path || document.activeElement !== document.body) return;
		const next = at?.isConnected ? at : document.getElementById('page');
		if (next instanceof HTMLElement) next.focus({ preventScroll: true });
	};
}
