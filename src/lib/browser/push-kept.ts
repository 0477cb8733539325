const KEY = 'stairwell-push';
const CHECKED = 'push-checked';

/** Push was turned on in this browser (and not off again): from now on each start looks whether it still is. */
export function keepPush(on: boolean): void {
	try {
		if (on) window.localStorage.setItem(KEY, 'on');
		else window.localStorage.removeItem(KEY);
	} catch (error) {
		console.info('This browser keeps nothing.', error);
	}
}

/**
 * Was push on here, and is it no more? Browsers drop subscriptions without a word. What the browser still has is told to
 * the server again, once a start, in case that one lost it.
 */
export async function isPushLost(): Promise<boolean> {
	if (!wasOn() || !('serviceWorker' in navigator && 'PushManager' in window)) return false;
	let lost = false;
	try {
		if (window.sessionStorage.getItem(CHECKED)) return false;
		window.sessionStorage.setItem(CHECKED, 'yes');
		const registration = await navigator.serviceWorker.getRegistration();
		const subscription = await registration?.pushManager.getSubscription();
		lost = !subscription || Notification.permission !== 'granted';
		const told = await fetch('/push/subscription', {
			method: lost ? 'DELETE' : 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify(lost ? { lost } : subscription),
		});
		return lost || told.status === 400;
	} catch (error) {
		console.info('Push could not be looked at now.', error);
		return lost;
	}
}

function wasOn(): boolean {
	try {
		return window.localStorage.getItem(KEY) === 'on';
	} catch {
		return false; // a browser that keeps nothing was never turned on
	}
}
