/**
 * Registers the worker once the page is loaded, so that filling its cache never competes with the first visit. Answers
 * null where there is none: in development, without TLS, in browsers inside chat apps.
 */
export async function registerWorker(
	report: (error: unknown) => void = (error) => console.warn('The worker was not registered.', error),
): Promise<ServiceWorkerRegistration | null> {
	if (!import.meta.env.PROD || !window.isSecureContext || !('serviceWorker' in navigator)) return null;
	navigator.serviceWorker.addEventListener('message', followNotification);
	// Started by hand, because messages sent before the page was complete are otherwise held back.
	navigator.serviceWorker.startMessages();
	if (document.readyState !== 'complete') {
		await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
	}
	try {
		return await navigator.serviceWorker.register('/service-worker.js', { scope: '/' });
	} catch (error) {
		report(error);
		return null;
	}
}

/** A notification was tapped, and the worker could not move this window itself. */
function followNotification(event: MessageEvent<unknown>): void {
	const message = event.data as { type?: unknown; href?: unknown } | null;
	if (message?.type !== 'navigate' || typeof message.href !== 'string') return;
	const url = new URL(message.href, location.origin);
	if (url.origin === location.origin) location.assign(url);
}
