/** On the app's icon, where the system has room for a number. */
export function setBadge(count: number): void {
	if ('setAppBadge' in navigator)
		navigator.setAppBadge(count).catch((error: unknown) => console.info('No badge here.', error));
}
