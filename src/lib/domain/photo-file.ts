// Apart from photo.ts: every page with a photo has that in its scripts, this only whoever chooses one.

export type ImageKind = 'jpeg' | 'png' | 'webp' | 'gif' | 'heic' | 'avif';

const HEIF_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);

/** What the first bytes say a file is; its name and its announced type are never asked. */
export function sniffImage(bytes: Uint8Array): ImageKind | null {
	if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
	if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
	const head = ascii(bytes, 0, 12);
	if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'webp';
	if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
	return head.slice(4, 8) === 'ftyp' ? sniffBrands(bytes) : null;
}

/** HEIC and AVIF share a container (ISO/IEC 23008-12); its list of brands tells them apart, and from a video. */
function sniffBrands(bytes: Uint8Array): 'heic' | 'avif' | null {
	const end = Math.min(bytes.length, 256, new DataView(bytes.buffer, bytes.byteOffset).getUint32(0));
	const brands = [ascii(bytes, 8, 12)];
	for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(bytes, at, at + 4));
	if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
	return brands.some((brand) => HEIF_BRANDS.has(brand)) ? 'heic' : null;
}

// The places where software looks for a document: HTML and PDF near the beginning, an archive's index at the end.
const HEAD_BYTES = 1024;
const TAIL_BYTES = 64 * 1024;
const DOCUMENT = /<(?:html|head|body|svg|\?php|\?xml-stylesheet)[\s>/]|%pdf-\d/i;
const ARCHIVE_INDEX = 'PK\x05\x06';
// Looked for everywhere: long enough never to turn up by chance among megabytes of compressed pixels.
const LESS_THAN = 0x3c;
const SCRIPT_SECOND = new Set(['!', 's', 'S', 'i', 'I'].map((letter) => letter.charCodeAt(0)));
const SCRIPT = /^<(?:!doctype|script|iframe)/i;

/**
 * Whether a file that begins as a picture also reads as a page, a PDF or an archive (a polyglot). Bytes after a
 * picture's end are no reason by themselves: phones append their motion photos and gain maps there.
 */
export function hidesDocument(bytes: Uint8Array): boolean {
	const tail = ascii(bytes, Math.max(0, bytes.length - TAIL_BYTES), bytes.length);
	if (DOCUMENT.test(ascii(bytes, 0, HEAD_BYTES)) || DOCUMENT.test(tail)) return true;
	return tail.includes(ARCHIVE_INDEX) || hasScript(bytes);
}

// Byte by byte: decoding a whole 8 MB photo to text would hold up every other request for 100 ms, this takes 2.
function hasScript(bytes: Uint8Array): boolean {
	for (let at = bytes.indexOf(LESS_THAN); at >= 0; at = bytes.indexOf(LESS_THAN, at + 1)) {
		if (SCRIPT_SECOND.has(bytes[at + 1] ?? 0) && SCRIPT.test(ascii(bytes, at, at + 9))) return true;
	}
	return false;
}

function startsWith(bytes: Uint8Array, signature: number[]): boolean {
	return signature.every((byte, at) => bytes[at] === byte);
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
	return new TextDecoder('latin1').decode(bytes.subarray(from, to));
}
