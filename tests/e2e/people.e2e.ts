import { beforeAll, describe, expect, it } from 'vitest';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { useBrowser } from './browser.ts';
import { readChinese, sitDown } from './sit-down.ts';
import { setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import { madeId, type Visitor } from './visitor.ts';

const browser = useBrowser();

/** Potatoes, open, by the steward. */
async function anOpenBuy(steward: Visitor): Promise<{ id: string; line: string }> {
	const made = await steward.send('/group-buys/new', {
		title: '蔬菜团',
		'lines.0.title': '土豆',
		'lines.0.price': '12.8',
	});
	const id = madeId(
		made.type === 'redirect' ? { ...made, location: made.location.replace(/\/manage$/, '') } : made,
	);
	await steward.send(`/group-buys/${id}/manage?/open`, {});
	const { lines } = await steward.read<{ lines: { id: string }[] }>(`/group-buys/${id}`);
	return { id, line: lines[0]!.id };
}

describe.each([
	['with JavaScript', true],
	['without JavaScript', false],
])('the people of a building, %s', (_, javaScriptEnabled) => {
	const stairwell = useStairwell();
	let building: Building;
	beforeAll(async () => {
		building = await setUpBuilding(stairwell);
	});

	it('a volunteer adds a neighbour without a phone and claims for her; the giver reads only that one did', async () => {
		const li = await building.neighbour('1-202', '小李', { roles: 'volunteer' });
		const giver = await building.neighbour('2-303', '王姐');
		await giver.send('/listings/new', {
			direction: 'offer',
			category: 'food',
			title: '半棵白菜',
			quantity: 2,
		});
		const corner = madeId(
			await building.steward.send('/corners/new', { place: `一楼 ${javaScriptEnabled}` }),
		);
		await giver.send(`/corners/${corner}?/leave`, { title: '大米', quantity: 5 });
		const buy = await anOpenBuy(building.steward);
		const { page, context, faults } = await browser.phone({ javaScriptEnabled });
		await sitDown(page, stairwell.origin, li);
		await page.goto(`${stairwell.origin}/building/people/new`);
		await page.getByLabel('怎么称呼').fill('吴奶奶');
		await page.getByLabel('门牌号').fill('1-301');
		await page.getByLabel('上门说的').check();
		await page.getByRole('button', { name: '添加' }).click();
		await page.waitForURL(/\/building\/people\/[0-9a-f-]{36}$/);
		await page.getByRole('button', { name: '替吴奶奶办事' }).click();
		await page.waitForURL(`${stairwell.origin}/`);
		expect(await page.getByRole('complementary').first().innerText()).toContain('你正在替吴奶奶操作');
		await page
			.getByRole('link', { name: /半棵白菜/ })
			.first()
			.click();
		await page.waitForURL(/\/listings\//);
		await page.getByRole('button', { name: '我要' }).click();
		await page.waitForURL(/\/handovers\/[0-9a-f-]{36}$/);
		const handover = page.url();
		expect(await page.locator('main').innerText()).toContain('吴奶奶');
		// From the shelf, and in the group buy; a page of the helper's own says that it is.
		await page.goto(`${stairwell.origin}/corners/${corner}`);
		await page.getByRole('button', { name: /拿/ }).first().click();
		await page.waitForURL(/done=\d+/);
		await page.goto(`${stairwell.origin}/group-buys/${buy.id}`);
		await page.locator(`[name="lines.${buy.line}.quantity"]`).fill('2');
		await page
			.locator('form')
			.filter({ has: page.locator(`[name="lines.${buy.line}.quantity"]`) })
			.getByRole('button')
			.last()
			.click();
		await expect
			.poll(async () =>
				(
					await building.steward.read<{ orders: { name: string }[] }>(`/group-buys/${buy.id}/manage`)
				).orders.map(({ name }) => name),
			)
			.toEqual(['吴奶奶']);
		await page.goto(`${stairwell.origin}/me/devices`);
		expect(await page.getByRole('complementary').first().innerText()).toContain('这一页是你自己的');
		await page.goto(handover);
		await page.getByRole('button', { name: '办完了，回到自己' }).click();
		await page.waitForURL('**/building/calls');
		// Afterwards too the helper finds it, as hers.
		await page.goto(handover);
		expect(await page.locator('main').innerText()).toMatch(/1 单元 301|1-301/);
		await readChinese(giver);
		const seen = await (await giver.open(new URL(handover).pathname)).text();
		expect(seen).toContain('志愿者代办');
		// The trails say for whom, and by whom.
		await readChinese(building.steward);
		const history = await (await building.steward.open(`/corners/${corner}/history`)).text();
		// The plate of her door, then who did it for her.
		expect(history).toMatch(/1 单元 301<[\s\S]*小李 代吴奶奶/);
		const { orders } = await building.steward.read<{ orders: { name: string; helper: string }[] }>(
			`/group-buys/${buy.id}/manage`,
		);
		expect(orders).toMatchObject([{ name: '吴奶奶', helper: '小李' }]);
		expect(faults).toEqual([]);
		await context.close();
	});

	it('somebody who lost everything is let back in by a steward, and their household is told', async () => {
		const zhao = await building.neighbour('2-101', '老赵');
		const wife = await building.neighbour('2-101', '赵太太');
		const steward = await browser.phone({ javaScriptEnabled });
		await sitDown(steward.page, stairwell.origin, building.steward);
		await steward.page.goto(`${stairwell.origin}/building/people/${zhao.id}`);
		await steward.page.getByText('帮忙找回', { exact: false }).first().click();
		await steward.page.getByRole('button', { name: '生成一次性链接' }).click();
		const link = steward.page.getByText(/\/enter\/[\w-]{22}/).first();
		await link.waitFor();
		const address = (await link.innerText()).trim();

		const fresh = await browser.phone({ javaScriptEnabled });
		// A preview of a chat app opens the link and changes nothing.
		for (let i = 0; i < 100; i++) await stairwell.visitor().open(new URL(address).pathname);
		await fresh.page.goto(address);
		expect(await fresh.page.locator('h1').innerText()).toContain('老赵');
		await fresh.page.getByRole('button', { name: '用这部手机进来' }).click();
		await fresh.page.waitForURL('**/me/return-code');
		expect(await fresh.page.locator('main').innerText()).toMatch(
			/[2-9A-HJKMNP-Z]{4}[\s-]?[2-9A-HJKMNP-Z]{4}/,
		);
		expect((await zhao.open('/me')).status).toBe(303);
		const { notifications } = await wife.read<{ notifications: { text: string }[] }>('/inbox');
		expect(notifications.map(({ text }) => text).join()).toContain('老赵');
		// Used: whoever comes with it now finds the door closed.
		const second = await stairwell.visitor().send(new URL(address).pathname, {});
		expect(second).toMatchObject({ type: 'failure', status: 409 });
		for (const { faults, context } of [steward, fresh]) {
			expect(faults).toEqual([]);
			await context.close();
		}
	});

	it('the first of a household comes in at once where the building lets in by code, the second waits for a yes', async () => {
		await building.steward.send('/building/settings?/save', {
			joining: 'by_code',
			houseRules: '互相体谅',
			keepDays: 90,
		});
		const first = await browser.phone({ javaScriptEnabled });
		const join = async (page: Page, name: string) => {
			await page.goto(`${stairwell.origin}/join/${building.joinCode}`);
			await page.getByLabel('你的称呼').fill(name);
			await page.getByLabel('你家门牌号').fill('2-202');
			await page.getByRole('button', { name: '加入', exact: true }).click();
			await page.waitForURL('**/me/return-code');
		};
		await join(first.page, '甲');
		await first.page.goto(`${stairwell.origin}/privacy`);
		expect(await first.page.locator('main').innerText()).toContain('互相体谅');
		const second = await browser.phone({ javaScriptEnabled });
		await join(second.page, '乙');
		expect((await second.page.goto(`${stairwell.origin}/building/people`))!.status()).toBe(404);
		await first.page.goto(`${stairwell.origin}/building/people`);
		await first.page.getByRole('button', { name: '同意加入：乙' }).click();
		await first.page.getByText('乙进来了。').first().waitFor();
		expect((await second.page.goto(`${stairwell.origin}/building/people`))!.status()).toBe(200);
		await first.context.close();
		await second.context.close();
	});

	it('one’s own data are read and taken along; who moves to another door or building waits there for a yes', async () => {
		const { steward } = building;
		const name = `搬家的${javaScriptEnabled ? '甲' : '乙'}`;
		const mover = await building.neighbour('1-504', name);
		await mover.send('/listings/new', { direction: 'offer', category: 'item', title: '旧书架', quantity: 1 });
		await steward.send('/buildings', { building: `隔壁楼 ${name}`, community: '江汉里', doors: '101..304' });
		const { page, context, faults } = await browser.phone({ javaScriptEnabled });
		await sitDown(page, stairwell.origin, mover);
		await page.goto(`${stairwell.origin}/me/export`);
		const read = await page.locator('main').innerText();
		for (const kept of [name, mover.login, '旧书架']) expect(read).toContain(kept);
		const [file] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: '下载一份' }).click(),
		]);
		expect(file.suggestedFilename()).toBe('stairwell.json');
		const taken: unknown = JSON.parse(await readFile((await file.path())!, 'utf8'));
		expect(taken).toMatchObject({ me: { name, door: '1-504' }, posts: [{ title: '旧书架' }] });

		const move = async (door: string, to?: string) => {
			await page.goto(`${stairwell.origin}/me/household`);
			await page.getByText('我要搬到另一户').click();
			if (to) await page.getByLabel('哪栋楼').selectOption({ label: to });
			await page.getByLabel('新门牌号').fill(door);
			await page.getByRole('button', { name: '申请搬过去' }).click();
		};
		await move('9-999');
		await page.getByText('这栋楼没有这个门牌').waitFor();
		expect(await page.getByLabel('新门牌号').inputValue()).toBe('9-999');
		// The browser's own word for a form that was refused.
		expect(faults.splice(0).join()).toContain('400');
		await move('2-504');
		await page.waitForURL(`${stairwell.origin}/me`);
		await page.getByText('还在等楼里同意你加入').waitFor();
		await steward.send('/building/people?/admit', { resident: mover.id });
		await move('204', `隔壁楼 ${name}`);
		await page.waitForURL(`${stairwell.origin}/me`);
		await page.getByText('还在等楼里同意你加入').waitFor();
		expect(await page.locator('main').innerText()).toContain(`隔壁楼 ${name}`);
		expect(await page.locator('main').innerText()).toContain('204');
		expect(faults).toEqual([]);
		await context.close();
	});
});
