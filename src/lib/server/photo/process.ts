import sharp from 'sharp';
import { done, refused, type Outcome } from '#lib/domain/outcome.ts';
import { LARGE_EDGE, MAX_PHOTO_BYTES, MAX_PIXELS, SMALL_EDGE, type PhotoRefusal } from '#lib/domain/photo.ts';
import { hidesDocument, type ImageKind, sniffImage } from '#lib/domain/photo-file.ts';

// One thread a decode and nothing kept between pictures: what may run beside the requests is set by the lane alone.
sharp.concurrency(1);
sharp.cache(false);

/** WebP without metadata; `width` and `height` are those of the large version. */
export type StoredPhoto = { small: Buffer; large: Buffer; width: number; height: number };

/** Runs work within its width, first come first served; answers null at once when its line is full. */
export type Lane = <T>(weight: number, work: () => Promise<T>) => Promise<T> | null;

/** @param width how much may run at once, in weights @param places how many may wait */
export function openLane(width: number, places: number): Lane {
	const line: { weight: number; start: () => void }[] = [];
	let taken = 0;

	function advance(): void {
		for (let next = line[0]; next && taken + next.weight <= width; next = line[0]) {
			line.shift();
			taken += next.weight;
			next.start();
		}
	}

	return (weight, work) => {
		const waits = line.length > 0 || taken + weight > width;
		if (waits && line.length >= places) return null;
		const turn = new Promise<void>((start) => line.push({ weight, start }));
		advance();
		return turn.then(work).finally(() => {
			taken -= weight;
			advance();
		});
	};
}

const LANE_WIDTH = 2;
// Each waiting photo holds its bytes, 10 MB at most and 0.3 MB where the browser has shrunk it.
const sharedLane = openLane(LANE_WIDTH, 16);

// A progressive JPEG or interlaced PNG is unpacked whole: at 40 megapixels 250 to 400 MB, so such a one goes alone.
const HEAVY_PIXELS = 16_000_000;

// libheif decodes AVIF, but needs 760 MB for 40 megapixels that arrive as 2 kB; HEIC's codec is not in sharp's build.
const LOADERS: Partial<Record<ImageKind, string>> = { jpeg: 'jpeg', png: 'png', webp: 'webp', gif: 'gif' };

/**
 * Makes the two stored versions of an uploaded photo: upright, sRGB, on white, without any metadata; of an animation
 * the first picture. Never enlarges. `photo.busy` when too many are waiting already. Callers with several photos
 * should process them one after another, so that one post takes one place in line.
 */
export async function processPhoto(
	bytes: Uint8Array,
	{ lane = sharedLane }: { lane?: Lane } = {},
): Promise<Outcome<StoredPhoto, PhotoRefusal>> {
	if (bytes.length > MAX_PHOTO_BYTES) return refused('photo.too_large');
	const kind = sniffImage(bytes);
	if (!kind || hidesDocument(bytes)) return refused('photo.not_a_picture');
	if (!LOADERS[kind]) return refused('photo.unsupported');

	const header = await readable(() => sharp(bytes, { limitInputPixels: false }).metadata());
	if (!header.ok) return header;
	const { format, width, height } = header.value;
	if (format !== LOADERS[kind]) return refused('photo.not_a_picture');
	if (width * height > MAX_PIXELS) return refused('photo.too_many_pixels');

	const weight = width * height > HEAVY_PIXELS ? LANE_WIDTH : 1;
	return lane(weight, () => reencode(bytes)) ?? refused('photo.busy');
}

async function reencode(bytes: Uint8Array): Promise<Outcome<StoredPhoto, PhotoRefusal>> {
	// Decoded once, to bare pixels: nothing but them can reach the two versions.
	const decoded = await readable(() =>
		sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS, pages: 1 })
			.autoOrient()
			.resize(LARGE_EDGE, LARGE_EDGE, { fit: 'inside', withoutEnlargement: true })
			.flatten({ background: '#fff' })
			.toColourspace('srgb')
			.raw()
			.toBuffer({ resolveWithObject: true }),
	);
	if (!decoded.ok) return decoded;
	const { data, info } = decoded.value;
	const raw = { width: info.width, height: info.height, channels: info.channels };
	// Effort 2 takes half the time of the default 4, for about the same size.
	const large = await sharp(data, { raw }).webp({ quality: 80, effort: 2 }).toBuffer();
	const small = await sharp(data, { raw })
		.resize(SMALL_EDGE, SMALL_EDGE, { fit: 'inside', withoutEnlargement: true })
		.webp({ quality: 76, effort: 2 })
		.toBuffer();
	return done({ small, large, width: info.width, height: info.height });
}

/** sharp has no codes for its errors; while reading, every one of them means that this file is no sound picture. */
async function readable<T>(read: () => Promise<T>): Promise<Outcome<T, 'photo.not_a_picture'>> {
	try {
		return done(await read());
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return refused('photo.not_a_picture', { detail: { reason } });
	}
}
