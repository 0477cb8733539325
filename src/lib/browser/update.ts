const HOUR = 3_600_000;

/** Calls back when a newer Stairwell waits behind the one that is open; asks for one whenever the app is looked at again. */
export function whenWaiting(registration: ServiceWorkerRegistration, tell: () => void): void {
	const look = (): void => {
		// Without a controller it is the first visit: there is nothing older to replace.
		if (registration.waiting && navigator.serviceWorker.controller) tell();
	};
	const watch = (worker: ServiceWorker | null): void =>
		worker?.addEventListener('statechange', () => worker.state === 'installed' && look());
	look();
	watch(registration.installing);
	registration.addEventListener('updatefound', () => watch(registration.installing));
	let asked = Date.now();
	document.addEventListener('visibilitychange', () => {
		if (document.hidden || Date.now() - asked < HOUR) return;
		asked = Date.now();
		registration.update().catch((error: unknown) => console.info('No newer version to be had now.', error));
	});
}

/** The newer one takes over, and the page comes anew from it. What was typed must have been kept before. */
export async function changeOver(): Promise<void> {
	const registration = await navigator.serviceWorker.getRegistration();
	navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
	if (registration?.waiting) registration.waiting.postMessage({ type: 'skip-waiting' });
	else location.reload();
}
