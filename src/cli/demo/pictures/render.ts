import sharp from 'sharp';
import { processPhoto, type StoredPhoto } from '#lib/server/photo/process.ts';
import { drawGround, type Ground } from './grounds.ts';
import { PICTURES, type PictureName } from './album.ts';
import { SHEET, seeded, Sketch } from './sketch.ts';

const { width, height } = SHEET;

const grounds = new Map<Ground, Promise<Buffer>>();
let film: Buffer | undefined;

async function paintGround(ground: Ground): Promise<Buffer> {
	return sharp(Buffer.from(drawGround(ground)))
		.resize(width, height, { kernel: 'cubic' })
		.removeAlpha()
		.raw()
		.toBuffer();
}

function groundOf(ground: Ground): Promise<Buffer> {
	const known = grounds.get(ground) ?? paintGround(ground);
	grounds.set(ground, known);
	return known;
}

/** What a lens and a sensor add: darker corners and a little grain, the same on every picture. */
function makeFilm(): Buffer {
	const random = seeded(5);
	const pixels = Buffer.alloc(width * height * 4);
	for (let y = 0, at = 0; y < height; y++)
		for (let x = 0; x < width; x++, at += 4) {
			const [dx, dy] = [(x / width - 0.47) * 2, (y / height - 0.48) * 2];
			const far = Math.max(0, (dx * dx + dy * dy) / 2 - 0.16);
			// The sum of two is closer to what silver does than one even noise.
			const change = (random() + random() - 1) * 7 - far * 62;
			pixels[at] = pixels[at + 1] = pixels[at + 2] = change > 0 ? 255 : 12;
			pixels[at + 3] = Math.abs(change);
		}
	return pixels;
}

/** One picture as a camera would hand it over. */
export async function takePicture(name: PictureName): Promise<Buffer> {
	const { ground, draw } = PICTURES[name];
	const s = new Sketch([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
	// A little nearer than drawn: on the board pictures are small.
	s.within('translate(800 740) scale(1.16) translate(-800 -740)', () => draw(s));
	film ??= makeFilm();
	return sharp(await groundOf(ground), { raw: { width, height, channels: 3 } })
		.composite([{ input: Buffer.from(s.svg()) }, { input: film, raw: { width, height, channels: 4 } }])
		.jpeg({ quality: 92 })
		.toBuffer();
}

/** The picture as the house keeps it: through the same door as everybody's photographs. */
export async function storePicture(name: PictureName): Promise<StoredPhoto> {
	const outcome = await processPhoto(await takePicture(name));
	if (!outcome.ok) throw new Error(`the picture ${name} was refused: ${outcome.code}`);
	return outcome.value;
}

// One picture keeps one core busy; more at once only wait for each other.
const AT_ONCE = 2;

/** All of them. */
export async function takeAll(): Promise<Record<PictureName, StoredPhoto>> {
	const names = Object.keys(PICTURES) as PictureName[];
	const taken = new Map<PictureName, StoredPhoto>();
	const queue = names.values();
	const work = async (): Promise<void> => {
		for (const name of queue) taken.set(name, await storePicture(name));
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return Object.fromEntries(taken) as Record<PictureName, StoredPhoto>;
}
