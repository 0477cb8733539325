import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_PHOTO_BYTES } from '#lib/domain/photo.ts';
import {
	SECRET,
	XMP,
	GPS,
	corners,
	phonePhoto,
	withSegment,
	blackPng,
	quarters,
	expectNothingBesidePixels,
} from '../../../../tests/pictures.ts';
import { openLane, processPhoto, type StoredPhoto } from './process.ts';

async function accepted(bytes: Uint8Array): Promise<StoredPhoto> {
	const outcome = await processPhoto(bytes);
	if (!outcome.ok) throw new Error(`${outcome.code} ${JSON.stringify(outcome.detail)}`);
	return outcome.value;
}

describe('a photo straight from the phone', () => {
	let original: Buffer;
	let stored: StoredPhoto;
	beforeAll(async () => {
		original = await phonePhoto();
		stored = await accepted(original);
	}, 60_000);

	it('is really 12 megapixels, about 8 MB, sideways and full of traces', async () => {
		const { width, height, orientation, exif, xmp, iptc, icc } = await sharp(original).metadata();
		expect([width, height, orientation]).toEqual([4000, 3000, 6]);
		expect(original.length).toBeGreaterThan(7_500_000);
		expect(original.length).toBeLessThan(MAX_PHOTO_BYTES);
		for (const trace of [exif, xmp, iptc, icc]) expect(trace?.length).toBeGreaterThan(0);
		expect(original.includes(SECRET)).toBe(true);
	});

	it('stands upright in both versions', async () => {
		expect([stored.width, stored.height]).toEqual([1200, 1600]);
		expect(await sharp(stored.large).metadata()).toMatchObject({ width: 1200, height: 1600 });
		expect(await sharp(stored.small).metadata()).toMatchObject({ width: 360, height: 480 });
		// Turned a quarter clockwise, what was below left is above left.
		for (const version of [stored.large, stored.small])
			expect(await quarters(version)).toEqual(['blue', 'red', 'white', 'green']);
	});

	it('says nothing any more about where, when and by what it was taken', async () => {
		await expectNothingBesidePixels(stored.large);
		await expectNothingBesidePixels(stored.small);
	});

	it('is refused when it broke off on the way', async () => {
		for (const share of [0.01, 0.5, 0.95])
			expect(await processPhoto(original.subarray(0, original.length * share))).toMatchObject({
				ok: false,
				code: 'photo.not_a_picture',
			});
	});

	it('is refused over 10 MB', async () => {
		const padded = Buffer.concat([original, Buffer.alloc(MAX_PHOTO_BYTES + 1 - original.length)]);
		expect(await processPhoto(padded)).toEqual({ ok: false, code: 'photo.too_large' });
	});
});

describe('other pictures', () => {
	it.each([1, 2, 3, 4, 5, 6, 7, 8])('stand upright however the phone was held (%i)', async (orientation) => {
		const upright = corners(80, 60).jpeg().toBuffer();
		const expected = await quarters(await sharp(await upright).toBuffer());
		const held = await sharp(await upright)
			.withMetadata({ orientation })
			.toBuffer();
		const turned = { 1: [0, 1, 2, 3], 2: [1, 0, 3, 2], 3: [3, 2, 1, 0], 4: [2, 3, 0, 1] };
		const aside = { 5: [0, 2, 1, 3], 6: [2, 0, 3, 1], 7: [3, 1, 2, 0], 8: [1, 3, 0, 2] };
		const from = { ...turned, ...aside }[orientation] ?? [];
		expect(await quarters((await accepted(held)).large)).toEqual(from.map((at) => expected[at]));
	});

	it('keep their size when they are small', async () => {
		const stored = await accepted(await corners(300, 200).png().toBuffer());
		expect([stored.width, stored.height]).toEqual([300, 200]);
		expect(await sharp(stored.small).metadata()).toMatchObject({ width: 300, height: 200 });
	});

	it.each(['png', 'webp'] as const)('a %s loses its traces too', async (format) => {
		const file = await corners(900, 600)
			.withExif({ IFD0: { Make: SECRET }, IFD3: GPS })
			.withXmp(XMP)
			.withIccProfile('p3')
			.toFormat(format)
			.toBuffer();
		const { exif, xmp, icc } = await sharp(file).metadata();
		for (const trace of [exif, xmp, icc]) expect(trace?.length).toBeGreaterThan(0);
		const stored = await accepted(file);
		await expectNothingBesidePixels(stored.large);
		await expectNothingBesidePixels(stored.small);
	});

	it('a drawing with transparent ground stands on white', async () => {
		const clear = { width: 40, height: 40, channels: 4 as const, background: { r: 0, g: 0, b: 0, alpha: 0 } };
		const stored = await accepted(await sharp({ create: clear }).png().toBuffer());
		expect((await sharp(stored.large).metadata()).hasAlpha).toBe(false);
		expect(await quarters(stored.large)).toEqual(['white', 'white', 'white', 'white']);
	});

	it('of an animation the first picture is kept', async () => {
		const frames = Buffer.concat([Buffer.alloc(40 * 30 * 3, 255), Buffer.alloc(40 * 30 * 3, 0)]);
		const gif = await sharp(frames, { raw: { width: 40, height: 60, channels: 3, pageHeight: 30 } })
			.gif({ delay: [100, 100] })
			.toBuffer();
		expect((await sharp(gif).metadata()).pages).toBe(2);
		const stored = await accepted(gif);
		expect([stored.width, stored.height]).toEqual([40, 30]);
		expect(await quarters(stored.large)).toEqual(['white', 'white', 'white', 'white']);
	});

	it('a print shop’s CMYK comes out in screen colours', async () => {
		const stored = await accepted(await corners(80, 60).toColourspace('cmyk').jpeg().toBuffer());
		expect((await sharp(stored.large).metadata()).space).toBe('srgb');
	});
});

describe('what is no picture is refused', () => {
	const svg =
		'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
	const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

	it.each([
		['nothing at all', Buffer.alloc(0)],
		['a text that calls itself .jpg', Buffer.from('three eggs, please')],
		['SVG', Buffer.from(svg)],
		['SVG with an XML head', Buffer.from(`<?xml version="1.0"?>${svg}`)],
		['SVG behind the signature of PNG', Buffer.concat([pngSignature, Buffer.from(svg)])],
		['PDF', Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj')],
		['TIFF, which sharp could read', Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])],
		['only a signature', pngSignature],
	])('%s', async (_, file) => {
		expect(await processPhoto(file)).toMatchObject({ ok: false, code: 'photo.not_a_picture' });
	});

	it('a picture that is a page, an archive or a PDF as well', async () => {
		const jpeg = await corners(80, 60).jpeg().toBuffer();
		const page = Buffer.from('<!DOCTYPE html><script>alert(document.cookie)</script>');
		const archive = Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`, 'latin1');
		for (const file of [
			withSegment(jpeg, 0xfe, page),
			Buffer.concat([jpeg, page]),
			Buffer.concat([jpeg, archive]),
			withSegment(jpeg, 0xfe, Buffer.from('%PDF-1.4\n')),
		]) {
			expect((await sharp(file).metadata()).format).toBe('jpeg');
			expect(await processPhoto(file)).toEqual({ ok: false, code: 'photo.not_a_picture' });
		}
	});

	it('a bomb: 900 megapixels in a hundred kilobytes, before anything is unpacked', async () => {
		const bomb = blackPng(30_000, 30_000);
		expect(bomb.length).toBeLessThan(200_000);
		const before = process.memoryUsage().rss;
		expect(await processPhoto(bomb)).toEqual({ ok: false, code: 'photo.too_many_pixels' });
		expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
	});

	it('just over 40 megapixels, not just under', async () => {
		expect(await processPhoto(blackPng(8000, 5001))).toEqual({ ok: false, code: 'photo.too_many_pixels' });
		expect(await accepted(blackPng(8000, 5000))).toMatchObject({ width: 1600, height: 1000 });
	});

	it('what this server does not unpack, with its own sentence', async () => {
		const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
		const avif = await corners(80, 60).avif().toBuffer();
		for (const file of [heic, avif])
			expect(await processPhoto(file)).toEqual({ ok: false, code: 'photo.unsupported' });
	});
});

describe('many photos at once', () => {
	it('two are unpacked, some wait, the rest are told so at once', async () => {
		const photo = await corners(1600, 1200).jpeg().toBuffer();
		const lane = openLane(2, 3);
		const outcomes = await Promise.all(Array.from({ length: 8 }, () => processPhoto(photo, { lane })));
		const answers = outcomes.map((outcome) => (outcome.ok ? 'done' : outcome.code));
		expect(answers.filter((answer) => answer === 'done')).toHaveLength(5);
		expect(answers.filter((answer) => answer === 'photo.busy')).toHaveLength(3);
		expect((await processPhoto(photo, { lane })).ok).toBe(true);
	});

	it('the lane keeps its width and its order, and a failure gives its place back', async () => {
		const lane = openLane(2, 10);
		const [started, ended]: [string[], Map<string, () => void>] = [[], new Map()];
		const run = (name: string, weight: number) =>
			lane(weight, () => {
				started.push(name);
				return new Promise<void>((resolve) => ended.set(name, resolve));
			});
		const failing = lane(1, () => Promise.reject(new Error('broken')));
		const all = [run('first', 1), run('heavy', 2), run('behind the heavy one', 1)];
		await expect(failing).rejects.toThrow('broken');
		expect(started).toEqual(['first']);
		ended.get('first')?.();
		await expect.poll(() => started).toEqual(['first', 'heavy']);
		ended.get('heavy')?.();
		await expect.poll(() => started).toEqual(['first', 'heavy', 'behind the heavy one']);
		ended.get('behind the heavy one')?.();
		await Promise.all(all);
	});
});
