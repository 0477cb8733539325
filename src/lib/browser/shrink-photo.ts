import { fitWithin, LARGE_EDGE } from '#lib/domain/photo.ts';

const QUALITY = 0.82;
// What the server opens as it is; any other kind is better off converted, even where that makes it larger.
const OPENED_BY_SERVER = /^image\/(?:jpeg|png|webp)$/;

/**
 * A smaller copy of a photo for slow networks: upright, longest edge 1600 px, WebP or JPEG. Never throws: where the
 * browser cannot do it, or the copy would be larger, the file itself is answered, and the server does the work.
 */
export async function shrinkPhoto(file: File): Promise<File> {
	try {
		const copy = await draw(await decode(file));
		if (copy.size >= file.size && OPENED_BY_SERVER.test(file.type)) return file;
		const name = file.name.replace(/\.[^.]*$/, '') + (copy.type === 'image/webp' ? '.webp' : '.jpg');
		return new File([copy], name, { type: copy.type, lastModified: file.lastModified });
	} catch {
		// Too old a browser, too little memory, or no picture: whoever looks at the original next will tell.
		return file;
	}
}

type Picture = { source: CanvasImageSource; width: number; height: number; close: () => void };

async function decode(file: File): Promise<Picture> {
	if (typeof createImageBitmap !== 'function') return decodeAsImage(file);
	let bitmap: ImageBitmap;
	try {
		bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch {
		// Older Chromium knows no 'from-image' and refuses the call; an <img> has been turned upright since Chromium 81.
		return decodeAsImage(file);
	}
	return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
}

async function decodeAsImage(file: File): Promise<Picture> {
	const url = URL.createObjectURL(file);
	const close = () => URL.revokeObjectURL(url);
	try {
		const image = new Image();
		image.src = url;
		await image.decode();
		return { source: image, width: image.naturalWidth, height: image.naturalHeight, close };
	} catch (error) {
		close();
		throw error;
	}
}

async function draw(picture: Picture): Promise<Blob> {
	try {
		const { width, height } = fitWithin(picture.width, picture.height, LARGE_EDGE);
		const canvas = document.createElement('canvas');
		canvas.width = width;
		canvas.height = height;
		const context = canvas.getContext('2d');
		if (!context) throw new Error('no canvas');
		// JPEG has no transparency, and the server puts drawings on white as well.
		context.fillStyle = '#fff';
		context.fillRect(0, 0, width, height);
		context.imageSmoothingQuality = 'high';
		context.drawImage(picture.source, 0, 0, width, height);
		const webp = await encode(canvas, 'image/webp');
		// Safari writes no WebP and answers with a large PNG instead.
		return webp.type === 'image/webp' ? webp : await encode(canvas, 'image/jpeg');
	} finally {
		picture.close();
	}
}

function encode(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('not encoded'))), type, QUALITY);
	});
}
