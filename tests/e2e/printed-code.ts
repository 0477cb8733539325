import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import type * as Jsqr from 'jsqr';

// CommonJS whose default Node does not unwrap.
const { default: readQr } = createRequire(import.meta.url)('jsqr') as typeof Jsqr;

const STREAM = /<<[^>]*\/FlateDecode[^>]*\/Length (\d+)[^>]*>>\s*stream\r?\n/g;
/** A code is printed as one path of rectangles, in whole modules. */
const RECTANGLES = /(?:(?:[-\d.]+ [-\d.]+ [ml]\n){4,5}h\n){50,}/;
const POINT = /([-\d.]+) ([-\d.]+) [ml]/g;
const PIXELS = 8;
const QUIET = 4;

/** What a camera reads from the code on a page as it is really printed: its vectors taken out of the PDF and drawn again. */
export function codePrinted(pdf: Buffer): string | undefined {
	for (const { index, 0: head, 1: length } of pdf.toString('latin1').matchAll(STREAM)) {
		const from = index + head.length;
		const drawn = inflateSync(pdf.subarray(from, from + Number(length))).toString('latin1');
		const code = RECTANGLES.exec(drawn)?.[0];
		if (code) return read(code.split('h\n').filter((it) => it !== ''));
	}
	return undefined;
}

function read(rectangles: string[]): string | undefined {
	const boxes = rectangles.map((it) => {
		const points = [...it.matchAll(POINT)].map(([, x, y]) => [Math.round(Number(x)), Math.round(Number(y))]);
		const [xs, ys] = [points.map(([x]) => x!), points.map(([, y]) => y!)];
		return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
	});
	const width = (Math.max(...boxes.flat()) + 2 * QUIET) * PIXELS;
	const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
	for (const [left, top, right, bottom] of boxes)
		for (let y = (top + QUIET) * PIXELS; y < (bottom + QUIET) * PIXELS; y++)
			for (let x = (left + QUIET) * PIXELS; x < (right + QUIET) * PIXELS; x++)
				pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
	return readQr(pixels, width, width)?.data;
}
