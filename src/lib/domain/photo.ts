export const MAX_PHOTOS = 4;
export const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
export const MAX_PIXELS = 40_000_000;

/** The two stored versions, by their longest edge in pixels. */
export const SMALL_EDGE = 480;
export const LARGE_EDGE = 1600;

export type PhotoRefusal =
	| 'photo.not_a_picture'
	| 'photo.too_large'
	| 'photo.too_many_pixels'
	| 'photo.unsupported'
	| 'photo.too_many'
	| 'photo.busy';

/** The size after shrinking, in whole pixels, so that the longest edge fits; never larger than before. */
export function fitWithin(width: number, height: number, edge: number): { width: number; height: number } {
	const scale = Math.min(1, edge / Math.max(width, height));
	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
