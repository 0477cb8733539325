import readXlsxFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { aLine, anOpenBuy, billed, orders, step, twoBuildings } from '../../../../tests/group-buys.ts';
import { MORNING } from '../../../../tests/listings.ts';
import { findDesk } from './desk.ts';
import { packingSheet, paymentsSheet, supplierSheet } from './exports.ts';
import { findPacking } from './packing.ts';
import { writeXlsx, type Sheet } from './sheet.ts';

const database = useDatabase();

async function opened(sheet: Sheet): Promise<unknown[][]> {
	const [first] = await readXlsxFile(await writeXlsx(sheet));
	if (!first || !('data' in first)) throw new Error('no sheet in it');
	return first.data;
}

it('spreadsheets of a group buy say in a reader what the desk says, to the cent and to the gram', async () => {
	const { db } = database;
	const { steward, wang, li } = await twoBuildings(db);
	const meat = { title: '五花肉', unit: '斤', weighed: true, step: 50, priceMinor: 2600, keepCold: true };
	const buy = await anOpenBuy(db, steward, { lines: [aLine({ caseSize: 4 }), aLine(meat)] });
	await orders(db, wang, buy, [[3, 1], 750]);
	await orders(db, li, buy, [1]);
	await step(db, steward, buy.id, 'lock');
	const locked = (await findDesk(db, steward, buy.id, MORNING))!;
	const supplier = await opened(supplierSheet(locked, 'zh-CN'));
	expect(supplier.slice(1)).toEqual([
		['土豆', '5斤', 4, 4, 1, 0, 0, 12.8, 51.2],
		['五花肉', '斤', 1.5, null, null, null, null, 26, 39],
		expect.arrayContaining([90.2]),
	]);
	const packing = (await findPacking(db, steward, buy.id, null))!;
	const bags = await opened(packingSheet(packing, 'zh-CN'));
	expect(bags.slice(1).map((row) => row.slice(0, 6))).toEqual([
		[1, '1-201', '李明', '土豆', '5斤', 1],
		[2, '1-302', '王芳', '五花肉', '斤', 1.5],
		[2, '1-302', '王芳', '土豆', '5斤', 3],
	]);
	expect(JSON.stringify(bags)).not.toMatch(/1[3-9]\d{9}/);

	const again = await anOpenBuy(db, steward);
	await orders(db, wang, again, [2]);
	await billed(db, steward, again.id);
	const payments = await opened(paymentsSheet((await findDesk(db, steward, again.id, MORNING))!, 'zh-CN'));
	expect(payments.slice(1)).toEqual([[1, '1-302', '王芳', 25.6, 0, 25.6], expect.arrayContaining([25.6, 0])]);
});
