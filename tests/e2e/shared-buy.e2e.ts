import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { readChinese } from './sit-down.ts';
import { setUpBuilding, useStairwell, type Building, type Desk } from './stairwell.ts';
import type { Visitor } from './visitor.ts';

const browser = useBrowser();

describe.each([
	['with JavaScript', true],
	['without JavaScript', false],
])('the shared link of a group buy, %s', (_, javaScriptEnabled) => {
	const stairwell = useStairwell();
	let building: Building;
	let li: Visitor;

	beforeAll(async () => {
		building = await setUpBuilding(stairwell);
		li = await building.neighbour('1-202', '小李');
		await readChinese(li);
	});

	it('from a link in the chat: without an account, with name and door, nobody’s name on it', async () => {
		const draft = await building.steward.send('/group-buys/new', {
			title: '水果团',
			'lines.0.title': '苹果',
			'lines.0.price': '32',
			'lines.0.unit': '箱',
			'lines.0.cap': 3,
		});
		const id = (draft as { location: string }).location.split('/')[2]!;
		await building.steward.send(`/group-buys/${id}/manage?/open`, {});
		await building.steward.send(`/group-buys/${id}?/share`, {});
		const page = await (await building.steward.open(`/group-buys/${id}`)).text();
		const link = /\/s\/[\w-]{20,}/.exec(page)![0];
		const guest = await browser.phone({ javaScriptEnabled });
		await guest.page.goto(stairwell.origin + link);
		const shown = await guest.page.locator('body').innerText();
		expect(shown).toContain('苹果');
		expect(shown).not.toMatch(/陈楼长|1-101/);
		await guest.page.getByRole('spinbutton', { name: '苹果', exact: true }).fill('1');
		await guest.page.getByLabel('你的称呼').fill('新来的');
		await guest.page.getByLabel('你家门牌号').fill('2-501');
		await guest.page.getByRole('button', { name: '就订这些' }).click();
		await guest.page.waitForURL(`**/group-buys/${id}`);
		expect(guest.faults).toEqual([]);
		await guest.context.close();

		// Whoever wants more than is left is told how much that is, and everything typed still stands there.
		const { lines } = await li.read<Desk>(`/group-buys/${id}`);
		const typed = { [`lines.${lines[0]!.id}.quantity`]: '3', note: '要红的' };
		expect(await li.send(`/group-buys/${id}?/order`, typed)).toMatchObject({
			type: 'failure',
			status: 409,
			data: {
				code: 'group_buy.not_enough_left',
				message: expect.stringContaining('只剩 2') as string,
				values: typed,
			},
		});
	});
});
