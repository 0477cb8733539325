import { create } from 'qrcode';

export type Qr = {
	/** Modules a side, without the quiet zone. */ size: number;
	/** Path on a grid of one unit a module. */ path: string;
};

/** A QR code as one SVG path, drawn by the page itself: no script, no picture to load, sharp in print. */
export function drawQr(text: string): Qr {
	const { modules } = create(text, { errorCorrectionLevel: 'M' });
	let path = '';
	for (let y = 0; y < modules.size; y++)
		for (let x = 0; x < modules.size;) {
			let run = 0;
			while (x + run < modules.size && modules.get(y, x + run)) run++;
			if (run > 0) path += `M${x} ${y}h${run}v1h-${run}z`;
			x += run || 1;
		}
	return { size: modules.size, path };
}
