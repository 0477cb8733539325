const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A request that changes something must come from a page of ours; one without an Origin does not. */
export function isForeign(request: Request, origin: string): boolean {
	return !SAFE.has(request.method) && request.headers.get('origin') !== origin;
}

/** The header, not the URL: with ORIGIN set, adapter-node rewrites the URL and hides what was asked for. */
export function isUnknownHost(request: Request, origin: string): boolean {
	return request.headers.get('host')?.toLowerCase() !== new URL(origin).host;
}

/** A path on this site to go back to after signing in; everything else becomes the board. */
export function ownPath(next: string | null | undefined): string {
	if (!next || !/^\/(?![/\\])/.test(next) || /[\\\u0000-\u001f]/.test(next)) return '/';
	const url = new URL(next, 'http://stairwell.invalid');
	return url.host === 'stairwell.invalid' ? url.pathname + url.search + url.hash : '/';
}
