import writeXlsxFile from 'write-excel-file/node';

export type Cell = string | number | null;
/** A heading, then rows of as many cells. */
export type Sheet = { name: string; head: string[]; rows: Cell[][] };

/** What a spreadsheet program would take for a formula; somebody else's words must never be one (OWASP, CSV injection). */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/u;

function plain(text: string): string {
	return FORMULA.test(text) ? `'${text}` : text;
}

function quoted(cell: Cell): string {
	if (cell === null) return '';
	// Numbers are ours; only text can have been typed by somebody.
	const text = typeof cell === 'number' ? String(cell) : plain(cell);
	return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180, with a byte order mark: without it Excel and WPS read Chinese as something else. */
export function writeCsv({ head, rows }: Sheet): string {
	return '\ufeff' + [head, ...rows].map((row) => row.map(quoted).join(',') + '\r\n').join('');
}

/** The same to be copied: pasted into a table, each cell falls into its own. */
export function sheetText({ head, rows }: Sheet): string {
	const cell = (it: Cell) => (typeof it === 'string' ? plain(it).replace(/\s+/g, ' ') : String(it ?? ''));
	const line = (row: Cell[]) => row.map(cell).join('\t');
	return [head, ...rows].map(line).join('\n');
}

/** The same as XLSX; text stays text there, whatever it begins with. */
export function writeXlsx({ name, head, rows }: Sheet): Promise<Buffer> {
	const cells = [
		head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
		...rows.map((row) =>
			row.map((value) =>
				value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String },
			),
		),
	];
	const columns = head.map((title, i) => ({
		width: Math.min(
			40,
			Math.max(8, ...[title, ...rows.map((row) => row[i])].map((it) => 2 + widthOf(it ?? ''))),
		),
	}));
	return writeXlsxFile(cells, { sheet: name, columns }).toBuffer();
}

/** Chinese characters are as wide as two others. */
function widthOf(cell: string | number): number {
	return [...String(cell)].reduce((sum, it) => sum + (it > '\u2e7f' ? 2 : 1), 0);
}
