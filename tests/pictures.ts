import { randomFillSync } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { expect } from 'vitest';

export const SECRET = 'entrance 2, door 1102';
export const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- ${SECRET} --></x:xmpmeta>`;
export const GPS = { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 49/1', GPSLongitudeRef: 'E' };

type Rgb = { r: number; g: number; b: number };
const RED = { r: 230, g: 20, b: 20 };
const GREEN = { r: 20, g: 200, b: 20 };
const BLUE = { r: 20, g: 20, b: 230 };
const WHITE = { r: 250, g: 250, b: 250 };

/** A picture whose four corners are told apart, as the sensor stores it: red, green above blue, white. */
export function corners(width: number, height: number): Sharp {
	const [w, h] = [width / 2, height / 2];
	const quarter = (background: Rgb) => ({
		create: { width: w, height: h, channels: 3 as const, background },
	});
	return sharp({ create: { width, height, channels: 3, background: RED } }).composite([
		{ input: quarter(GREEN), left: w, top: 0 },
		{ input: quarter(BLUE), left: 0, top: h },
		{ input: quarter(WHITE), left: w, top: h },
	]);
}

/** 12 megapixels of noise over the four corners, held sideways, with everything a phone writes beside the pixels. */
export async function phonePhoto(): Promise<Buffer> {
	const [width, height] = [4000, 3000];
	const noise = randomFillSync(Buffer.allocUnsafe(width * height * 3));
	const grain = await sharp(noise, { raw: { width, height, channels: 3 } })
		.ensureAlpha(0.42)
		.raw()
		.toBuffer();
	const scene = await corners(width, height).raw().toBuffer({ resolveWithObject: true });
	const jpeg = await sharp(scene.data, { raw: { width, height, channels: scene.info.channels } })
		.composite([{ input: grain, raw: { width, height, channels: 4 } }])
		.withIccProfile('p3')
		.withExif({ IFD0: { Make: SECRET }, IFD3: GPS })
		.withMetadata({ orientation: 6 })
		.withXmp(XMP)
		.jpeg({ quality: 92 })
		.toBuffer();
	return withSegment(
		jpeg,
		0xed,
		Buffer.from(`Photoshop 3.0\0${'8BIM'}\x04\x04\0\0\0\0\0\0${SECRET}`, 'latin1'),
	);
}

export function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(content.length + 2, 2);
	return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** A PNG of nothing but black, one bit a pixel: a few kilobytes, whatever its size. */
export function blackPng(width: number, height: number): Buffer {
	const chunk = (name: string, data: Buffer) => {
		const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
		const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
		length.writeUInt32BE(data.length);
		sum.writeUInt32BE(crc32(body));
		return Buffer.concat([length, body, sum]);
	};
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header[8] = 1;
	const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 });
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', rows),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** The colour of each quarter as a whole: above left, above right, below left, below right. */
export async function quarters(picture: Buffer): Promise<string[]> {
	const four = await sharp(picture).resize(2, 2, { fit: 'fill' }).removeAlpha().raw().toBuffer();
	return [0, 3, 6, 9].map((at) => {
		const bright = [...four.subarray(at, at + 3)].map((channel) => channel > 128);
		return bright.every(Boolean) ? 'white' : (['red', 'green', 'blue'][bright.indexOf(true)] ?? 'black');
	});
}

export async function expectNothingBesidePixels(picture: Buffer): Promise<void> {
	const { exif, xmp, iptc, icc, orientation, format } = await sharp(picture).metadata();
	expect({ exif, xmp, iptc, icc, orientation, format }).toEqual({ format: 'webp' });
	const bytes = picture.toString('latin1');
	for (const trace of [SECRET, 'Exif', 'EXIF', 'XMP ', 'xmpmeta', '8BIM', 'Photoshop', 'ICCP', 'acsp', 'GPS'])
		expect(bytes).not.toContain(trace);
}
