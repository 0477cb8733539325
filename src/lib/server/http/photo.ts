/** A stored photo as an answer: it never changes under its address, and only this browser may keep it. */
export function photoResponse(bytes: Uint8Array): Response {
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': 'image/webp',
			'content-length': String(bytes.length),
			'content-disposition': 'inline',
			'cache-control': 'private, max-age=31536000, immutable',
			'content-security-policy': "default-src 'none'; sandbox",
		},
	});
}
