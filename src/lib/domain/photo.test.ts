import { describe, expect, it } from 'vitest';
import { fitWithin } from './photo.ts';
import { hidesDocument, sniffImage } from './photo-file.ts';

const text = (value: string) => new TextEncoder().encode(value);
const bytes = (...parts: (string | ArrayLike<number>)[]) =>
	new Uint8Array(parts.flatMap((part) => Array.from(typeof part === 'string' ? text(part) : part)));
const ftyp = (major: string, ...compatible: string[]) =>
	bytes([0, 0, 0, 16 + 4 * compatible.length], 'ftyp', major, [0, 0, 0, 0], ...compatible, 'mdat');

const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 16];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

describe('a file is what its first bytes say', () => {
	it.each([
		['jpeg', bytes(jpeg)],
		['png', bytes(png)],
		['webp', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
		['gif', bytes('GIF87a')],
		['gif', bytes('GIF89a')],
		['heic', ftyp('heic', 'mif1', 'heic')],
		['heic', ftyp('mif1', 'heic')],
		['avif', ftyp('avif', 'mif1', 'miaf')],
		['avif', ftyp('mif1', 'avif', 'miaf')],
	])('%s', (kind, file) => expect(sniffImage(file)).toBe(kind));

	it.each([
		['nothing', new Uint8Array()],
		['one byte', bytes([0xff])],
		['words', text('three eggs, please')],
		['SVG', text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
		['PDF', text('%PDF-1.7')],
		['a sound in the container of WebP', bytes('RIFF', [1, 2, 3, 4], 'WAVEfmt ')],
		['a video in the container of HEIC', ftyp('isom', 'iso2', 'avc1', 'mp41')],
		['a container cut after its name', bytes([0, 0, 0, 24], 'ftyp')],
		['a picture after a space', bytes(' ', jpeg)],
	])('not a picture: %s', (_, file) => expect(sniffImage(file)).toBeNull());

	it('also inside a larger buffer', () => {
		const whole = bytes('....', [0, 0, 0, 24], 'ftypmif1', [0, 0, 0, 0], 'miafheic');
		expect(sniffImage(whole.subarray(4))).toBe('heic');
	});
});

describe('a picture that is also a document is found out', () => {
	const pixels = new Array<number>(70_000).fill(0x55);
	it.each([
		['a page in its comment', bytes(jpeg, '<html><body onload=x()>', pixels)],
		['a script in the middle', bytes(jpeg, pixels, '<SCRIPT>alert(1)</SCRIPT>', pixels)],
		['a page after its end', bytes(jpeg, pixels, '<svg onload="x()">')],
		['a PDF near its beginning', bytes(jpeg, 'xx%PDF-1.4', pixels)],
		['an archive at its end', bytes(png, pixels, 'PK\x05\x06', new Array<number>(18).fill(0))],
	])('%s', (_, file) => expect(hidesDocument(file)).toBe(true));

	it.each([
		['a plain one', bytes(jpeg, pixels)],
		['what cameras write about themselves', bytes(jpeg, '<x:xmpmeta><rdf:RDF>', pixels)],
		['a motion photo with its film behind', bytes(jpeg, pixels, [0xff, 0xd9], ftyp('isom', 'avc1'))],
	])('but not %s', (_, file) => expect(hidesDocument(file)).toBe(false));
});

describe('sizes', () => {
	it('shrink to the longest edge, either way up', () => {
		expect(fitWithin(4000, 3000, 1600)).toEqual({ width: 1600, height: 1200 });
		expect(fitWithin(3000, 4000, 480)).toEqual({ width: 360, height: 480 });
	});
	it('never grow, and never vanish', () => {
		expect(fitWithin(300, 200, 1600)).toEqual({ width: 300, height: 200 });
		expect(fitWithin(30_000, 1, 1600)).toEqual({ width: 1600, height: 1 });
	});
});
