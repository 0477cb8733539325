/** What a poster says, in its order from the top. */
export interface PosterWords {
	plate: string;
	title: string;
	lines: readonly string[];
	address: string;
	qr: { size: number; path: string };
}

const WIDTH = 1240; // A4 at 150 dots an inch
const HEIGHT = 1754;
const INNER = WIDTH - 160;
const FONT = 'system-ui, "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", sans-serif';

/** The poster as a picture, drawn with the phone's own letters: chat apps print nothing, but keep pictures. */
export function drawPoster({ plate, title, lines, address, qr }: PosterWords): string {
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [WIDTH, HEIGHT];
	const pen = canvas.getContext('2d')!;
	pen.fillStyle = '#fff';
	pen.fillRect(0, 0, WIDTH, HEIGHT);
	pen.textAlign = 'center';
	pen.textBaseline = 'middle';

	pen.font = `700 72px ${FONT}`;
	const wide = Math.min(INNER, pen.measureText(plate).width + 120);
	pen.fillStyle = '#0f4c9a';
	pen.fillRect((WIDTH - wide) / 2, 80, wide, 130);
	pen.strokeStyle = '#fff';
	pen.lineWidth = 5;
	pen.strokeRect((WIDTH - wide) / 2 + 12, 92, wide - 24, 106);
	pen.fillStyle = '#fff';
	pen.fillText(plate, WIDTH / 2, 147, wide - 60);

	pen.fillStyle = '#000';
	let at = write(pen, title, `700 88px ${FONT}`, 110, 300);
	const side = 760;
	pen.save();
	pen.translate((WIDTH - side) / 2, at);
	pen.scale(side / (qr.size + 8), side / (qr.size + 8));
	pen.translate(4, 4);
	pen.fill(new Path2D(qr.path));
	pen.restore();
	at += side + 50;
	for (const line of lines) at = write(pen, line, `44px ${FONT}`, 60, at) + 14;
	write(pen, address, `32px ${FONT}`, 44, Math.max(at, HEIGHT - 120));
	return canvas.toDataURL('image/png');
}

/** Writes in the middle, in as many lines as it needs; answers where the next thing may begin. */
function write(pen: CanvasRenderingContext2D, text: string, font: string, height: number, from: number) {
	pen.font = font;
	let at = from;
	let line = '';
	// Chinese may be parted anywhere, other words only between them.
	for (const piece of text.match(/[\p{Script=Han}，。、：；]|[^\s\p{Script=Han}，。、：；]+\s?|\s/gu) ?? []) {
		if (line !== '' && pen.measureText(line + piece).width > INNER) {
			pen.fillText(line.trim(), WIDTH / 2, at);
			at += height;
			line = '';
		}
		line += piece;
	}
	pen.fillText(line.trim(), WIDTH / 2, at, INNER);
	return at + height;
}
