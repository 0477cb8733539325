import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Headers of every answer that passed the hooks; Kit sets the content security policy itself. */
export function secure(headers: Headers, https: boolean): void {
	headers.set('x-content-type-options', 'nosniff');
	// With `no-referrer` plain forms send `Origin: null` and would be refused.
	headers.set('referrer-policy', 'same-origin');
	headers.set('x-frame-options', 'DENY');
	headers.set('cross-origin-opener-policy', 'same-origin');
	headers.set('cross-origin-resource-policy', 'same-origin');
	headers.set('permissions-policy', 'geolocation=(), microphone=(), payment=()');
	if (https) headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
	if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
	if (!headers.has('content-security-policy'))
		headers.set('content-security-policy', "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
}

const COMPRESSIBLE = /^(text\/html|application\/json|text\/plain|text\/csv|application\/manifest\+json)/;
const WORTH_IT = 1024;
const WORTH_A_THREAD = 150_000;

/**
 * Compresses HTML and JSON, long ones off the main thread; event streams and photos pass untouched. Where the answer is a
 * page, `page` stands before what the response itself has, which is mostly nothing.
 */
export async function compress(request: Request, response: Response, page: Buffer | null): Promise<Response> {
	const type = response.headers.get('content-type') ?? '';
	if (!response.body || response.headers.has('content-encoding') || !COMPRESSIBLE.test(type)) return response;
	// Kit says how long its answers are: that of an action passes without being copied twice.
	const length = response.headers.get('content-length');
	if (!page && length !== null && Number(length) < WORTH_IT) return response;
	const accepted = request.headers.get('accept-encoding') ?? '';
	const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
	const { headers, status } = response;
	// Nothing that a person sees is kept by what stands between, and Kit's is that of an empty text.
	headers.delete('etag');
	headers.append('vary', 'accept-encoding');
	const plain = page && length === '0' ? page : await withBody(page, response);
	headers.set('content-length', String(plain.length));
	if (!encoding || plain.length < WORTH_IT) return new Response(new Uint8Array(plain), { status, headers });
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: 4,
		[constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
	};
	// A page takes a third of a millisecond, less than the way to another thread and back.
	const here = plain.length <= WORTH_A_THREAD;
	const packed =
		encoding === 'br'
			? here
				? brotliCompressSync(plain, { params })
				: await brotli(plain, { params })
			: here
				? gzipSync(plain, { level: 5 })
				: await zip(plain, { level: 5 });
	headers.set('content-encoding', encoding);
	headers.set('content-length', String(packed.length));
	return new Response(new Uint8Array(packed), { status, headers });
}

async function withBody(page: Buffer | null, response: Response): Promise<Buffer> {
	const body = Buffer.from(await response.arrayBuffer());
	return page ? Buffer.concat([page, body]) : body;
}
