/**
 * Has the worker keep this page for times without a connection, where it did not see it pass: at the first visit it is not
 * there yet, and on the way from another page only the data is fetched.
 */
export async function keepPage(): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	const seen = visit && visit.workerStart > 0 && new URL(visit.name).pathname === location.pathname;
	if (seen) return;
	const { active } = await navigator.serviceWorker.ready;
	active?.postMessage({ type: 'keep', path: location.pathname });
}
