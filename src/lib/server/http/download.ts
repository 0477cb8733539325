/** A file to keep: private, and named so that Chinese names arrive whole (RFC 6266, RFC 8187). */
export function downloadResponse(body: string | Uint8Array, name: string, type: string): Response {
	const ascii = name.replace(/[^\w.-]+/g, '_');
	return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'cache-control': 'private, no-store',
			'x-content-type-options': 'nosniff',
		},
	});
}

export const CSV = 'text/csv; charset=utf-8';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const TEXT = 'text/plain; charset=utf-8';
