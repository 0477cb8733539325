import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { sheetText, writeCsv, writeXlsx, type Sheet } from './sheet.ts';

const sheet: Sheet = {
	name: '订货单',
	head: ['品名', '数量', '金额'],
	rows: [
		['土豆, 5斤', 3, 38.4],
		['=HYPERLINK("http://x","点我")', 1, -3.2],
		['+1 -2 @SUM(A1)', null, 0],
		['“双引号” "quoted"', 2, 1],
		['两行\n品名', 2, 1],
		['＝全角', 1, 1],
		['\t=tab', 1, 1],
	],
};

describe('a spreadsheet', () => {
	it('as CSV opens in Excel and WPS with its Chinese, and never runs what somebody typed', () => {
		const csv = writeCsv(sheet);
		expect(Buffer.from(csv).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
		const lines = csv.slice(1).split('\r\n');
		expect(lines[0]).toBe('品名,数量,金额');
		expect(lines[1]).toBe('"土豆, 5斤",3,38.4');
		expect(lines[2]).toBe(`"'=HYPERLINK(""http://x"",""点我"")",1,-3.2`);
		expect(lines[3]).toBe("'+1 -2 @SUM(A1),,0");
		expect(lines[6]).toBe("'＝全角,1,1");
		expect(lines[7]).toMatch(/^"'\t=tab"/);
	});

	it('as text to copy keeps every cell in its own, and never runs either', () => {
		const lines = sheetText(sheet).split('\n');
		expect(lines).toHaveLength(1 + sheet.rows.length);
		expect(lines[0]).toBe('品名\t数量\t金额');
		expect(lines[2]).toBe(`'=HYPERLINK("http://x","点我")\t1\t-3.2`);
		expect(lines[5]).toBe('两行 品名\t2\t1');
		expect(lines[7]).toMatch(/^'/);
	});

	it('as XLSX is read back as it was written, numbers as numbers and formulas as mere text', async () => {
		const read = await readXlsxFile(await writeXlsx(sheet));
		const [first] = read;
		const rows = first && 'data' in first ? first.data : read;
		expect(rows[0]).toEqual(sheet.head);
		expect(rows[1]).toEqual(['土豆, 5斤', 3, 38.4]);
		expect(rows[2]).toEqual(['=HYPERLINK("http://x","点我")', 1, -3.2]);
		expect(rows[3]).toEqual(['+1 -2 @SUM(A1)', null, 0]);
		expect(rows[5]).toEqual(['两行\n品名', 2, 1]);
	});
});
