/** A new idempotency key (RFC 9562, version 4), also where the page is not secure. */
export function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = (bytes[6]! & 15) | 64;
	bytes[8] = (bytes[8]! & 63) | 128;
	const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** After something was queued, and on a page that was kept: every form gets a key of its own, since the old one may be used. */
export function freshKeys(): void {
	for (const field of document.querySelectorAll<HTMLInputElement>('input[type=hidden][name=key]'))
		field.value = newKey();
}
