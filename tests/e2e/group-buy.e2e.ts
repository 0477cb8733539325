import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { useHands } from './hands.ts';
import { readChinese } from './sit-down.ts';
import { nextDoor, setUpBuilding, useStairwell, type Building, type Desk } from './stairwell.ts';
import type { Visitor } from './visitor.ts';

const browser = useBrowser();

describe.each([
	['with JavaScript', true],
	['without JavaScript', false],
])('a group buy of two buildings, %s', (_, javaScriptEnabled) => {
	const stairwell = useStairwell();
	let building: Building;
	let li: Visitor;
	let wang: Visitor;
	let zhao: Visitor;

	beforeAll(async () => {
		building = await setUpBuilding(stairwell);
		li = await building.neighbour('1-202', '小李');
		wang = await building.neighbour('2-303', '王姐');
		zhao = await nextDoor(stairwell);
		for (const who of [building.steward, li, wang, zhao]) await readChinese(who);
	});

	async function phone(who: Visitor) {
		const { page, context, faults } = await browser.phone({ javaScriptEnabled });
		await context.addCookies(
			[...who.cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })),
		);
		const at = (path: string) => page.goto(stairwell.origin + path);
		return { page, at, faults, close: () => context.close() };
	}

	const { sends, tap, unfold } = useHands(javaScriptEnabled);

	async function orders(who: Visitor, id: string, amounts: Record<string, number>): Promise<void> {
		const { page, at, close, faults } = await phone(who);
		await at(`/group-buys/${id}`);
		for (const [title, amount] of Object.entries(amounts))
			await page.getByRole('spinbutton', { name: title, exact: true }).fill(String(amount));
		await tap(page, '就订这些');
		expect(await page.locator('main').innerText()).toContain('你订了');
		expect(faults).toEqual([]);
		await close();
	}

	/** Out again: what was ordered stands nowhere any more, and nothing waits to be saved. */
	async function leaves(who: Visitor, id: string, title: string): Promise<void> {
		const { page, at, close, faults } = await phone(who);
		await at(`/group-buys/${id}`);
		await unfold(page, '这次不订了');
		await tap(page, '退出这次团购');
		expect(await page.getByRole('spinbutton', { name: title, exact: true }).inputValue()).toBe('0');
		expect(await page.locator('main').innerText()).not.toMatch(/你订了|还没保存/);
		expect(faults).toEqual([]);
		await close();
	}

	it('goes through every state, comes a case short, gives one refund, takes the other building’s share, and is settled to the cent', async () => {
		const desk = await phone(building.steward);
		const { page } = desk;
		await desk.at('/group-buys');
		await page.getByRole('link', { name: '开第一个团' }).click();
		await page.waitForURL('**/group-buys/new');
		await page.locator('input[name=title]').fill('周六蔬菜团');
		await unfold(page, '群里有现成的菜单');
		await page.locator('textarea[name=menu]').fill('土豆 5斤 12.8元\n土鸡蛋 28元/板');
		await tap(page, '读进菜单');
		expect(await page.locator('[name="lines.0.title"]').inputValue()).toBe('土豆');
		expect(await page.locator('[name="lines.0.price"]').inputValue()).toBe('12.8');
		expect(await page.locator('[name="lines.1.title"]').inputValue()).toBe('土鸡蛋');
		expect(await page.locator('input[name=title]').inputValue()).toBe('周六蔬菜团');
		await unfold(page, '运费、优惠、辛苦费');
		await page.locator('input[name=fee]').fill('10');
		await sends(page, () => page.getByRole('button', { name: '保存草稿' }).last().click());
		await page.waitForURL('**/manage');
		const id = /group-buys\/([0-9a-f-]{36})/.exec(page.url())![1]!;
		const read = () => building.steward.read<Desk>(`/group-buys/${id}/manage`);

		await tap(page, '开团');
		expect(await page.locator('main').innerText()).toContain('正在接单');
		await unfold(page, '请别的楼一起买');
		await page.getByLabel('哪栋楼、哪个小区').fill('隔壁二号楼');
		await tap(page, '生成邀请链接');
		const link = await page.getByLabel('邀请链接').first().inputValue();
		const invitation = /\/group-buys\/join\/[\w-]{20,}/.exec(link)![0];

		const next = await phone(zhao);
		await next.at(invitation);
		expect(await next.page.locator('main').innerText()).not.toContain('陈楼长');
		await tap(next.page, '我们楼一起');
		await next.page.waitForURL('**/manage');

		await orders(li, id, { 土豆: 2, 土鸡蛋: 2 });
		await orders(wang, id, { 土豆: 1, 土鸡蛋: 1 });
		await leaves(wang, id, '土豆');
		await orders(wang, id, { 土豆: 1, 土鸡蛋: 1 });
		await orders(zhao, id, { 土鸡蛋: 1 });

		await desk.at(`/group-buys/${id}/manage`);
		await tap(page, '现在截单');
		expect((await read()).orders.map((it) => [it.door, it.number])).toEqual([
			['1-202', 1],
			['2-303', 2],
		]);
		await tap(page, '已经下单');

		// Three of four trays of eggs came, and the potatoes cost odd cents.
		const [potato, egg] = (await read()).lines;
		await page.locator(`[name="lines.${potato!.id}.total"]`).fill('38.41');
		await page.locator(`[name="lines.${egg!.id}.arrived"]`).fill('3');
		await page.locator(`[name="lines.${egg!.id}.total"]`).fill('83.99');
		await tap(page, '保存，看怎么分');
		expect(await page.locator('main').innerText()).toContain('订 4\u00a0板，到 3\u00a0板');
		await tap(page, '就这样分');
		await page.getByLabel('什么时候取').fill('今天 12–16 点');
		await tap(page, '开始取货');

		// What all owe together is the supplier's invoice.
		const invoice = 3841 + 8399 + 1000;
		const away = await zhao.read<Desk>(`/group-buys/${id}/manage`);
		const due = [...(await read()).orders, ...away.orders].reduce((sum, it) => sum + it.dueMinor, 0);
		expect(due).toBe(invoice);

		const member = await phone(li);
		await member.at(`/group-buys/${id}`);
		expect(await member.page.locator('main').innerText()).toContain('订 2\u00a0板，到手 1\u00a0板');
		await tap(member.page, '告诉团长我付了');
		await tap(page, /叫下一个：1\s号/);
		await member.at(`/group-buys/${id}`);
		expect(await member.page.locator('main').innerText()).toContain('叫到你了');
		// One tap a household: it has its own, and the next is called; a wrong line is taken back where it was tapped.
		await tap(page, /1\s号取走了，叫 2\s号/);
		const pickups = async () => (await read()).orders.map((it) => it.pickup);
		expect(await pickups()).toEqual(['collected', 'called']);
		await tap(page, '撤回');
		expect(await pickups()).toEqual(['called', 'called']);
		await tap(page, '取走了');
		await member.at(`/group-buys/${id}`);
		await unfold(member.page, '东西有问题');
		await member.page.getByLabel('怎么了').fill('一个碎了');
		await tap(member.page, '告诉团长');

		await desk.at(`/group-buys/${id}/manage`);
		await page.getByLabel('补回多少').fill('2.8');
		await tap(page, '就这样处理');
		await desk.at(`/group-buys/${id}/calling?find=2-303`);
		expect(await page.locator('#list li').allInnerTexts()).toEqual([expect.stringContaining('王姐')]);
		await desk.at(`/group-buys/${id}/manage`);
		await tap(page, '取走了');
		for (const box of await page.locator('input[name^="payments."], input[name^="orders."]').all())
			await box.check();
		await tap(page, '核对好了，记入账');
		const after = await read();
		expect(after.orders.map((it) => it.balanceMinor).sort((a, b) => a - b)).toEqual([-280, 0]);

		// One payment was somebody else's: it is taken back with its reason, is owed again, and is confirmed anew.
		await unfold(page, '别的收付');
		await unfold(page, '撤销一笔账');
		const undo = page.locator('form[action="?/reverse"]');
		const wrong = undo.locator('option', { hasText: '2-303' }).first();
		await undo.locator('[name=move]').selectOption(await wrong.getAttribute('value'));
		await undo.locator('[name=reason]').fill('转给了别人');
		await sends(page, () => undo.getByRole('button').click());
		const undone = (await read()).orders.find((it) => it.door === '2-303')!;
		expect(undone.balanceMinor).toBe(undone.dueMinor);
		const other = await phone(wang);
		await other.at(`/group-buys/${id}`);
		await unfold(other.page, '每一笔');
		expect(await other.page.locator('main').innerText()).toContain('转给了别人');
		await other.close();
		await page.locator(`[name="orders.${undone.id}"]`).check();
		await tap(page, '核对好了，记入账');
		expect((await read()).orders.map((it) => it.balanceMinor).sort((a, b) => a - b)).toEqual([-280, 0]);
		expect(after.books.reduce((sum, it) => sum + it.amountMinor, 0)).toBe(0);

		// The refund is paid out, and the books have one cent less to say.
		await unfold(page, '别的收付');
		await unfold(page, '退款');
		await page.locator('form[action="?/refund"] [name=amount]').fill('2.8');
		await page
			.locator('form[action="?/refund"] [name=order]')
			.selectOption(after.orders.find((it) => it.balanceMinor < 0)!.id);
		await page.locator('form[action="?/refund"] [name=reason]').fill('碎了的鸡蛋');
		await sends(page, () => page.locator('form[action="?/refund"] button').click());
		expect((await read()).orders.every((it) => it.balanceMinor === 0)).toBe(true);

		// The other building has its own list, numbers and money: it collects, and pays its share over.
		expect(away.orders.map((it) => [it.door, it.number])).toEqual([['2-204', 1]]);
		await next.at(`/group-buys/${id}/manage`);
		for (const box of await next.page.locator('input[name^="orders."]').all()) await box.check();
		await tap(next.page, '核对好了，记入账');
		expect((await zhao.read<Desk>(`/group-buys/${id}/manage`)).orders[0]!.balanceMinor).toBe(0);
		await unfold(next.page, '别的收付');
		await unfold(next.page, '和别的楼结算');
		await sends(next.page, () => next.page.locator('form[action="?/side_paid"] button').click());

		// Nothing closes before the last cent: the share is confirmed, the supplier paid what the invoice came to.
		await desk.at(`/group-buys/${id}/manage`);
		await sends(page, () =>
			page.locator('form[action="?/confirm"]:has([name^="payments."][type=hidden]) button').first().click(),
		);
		await unfold(page, '别的收付');
		await unfold(page, '付给货源');
		await page.locator('form[action="?/supplier"] [name=amount]').fill('129.6');
		await sends(page, () => page.locator('form[action="?/supplier"] button').click());
		await tap(page, '结清');
		const end = await read();
		expect([end.state, end.open]).toEqual(['settled', []]);
		expect(end.books.reduce((sum, it) => sum + it.amountMinor, 0)).toBe(0);
		const owed = [...end.orders, ...(await zhao.read<Desk>(`/group-buys/${id}/manage`)).orders];
		expect(owed.map((it) => it.balanceMinor)).toEqual([0, 0, 0]);
		expect(owed.reduce((sum, it) => sum + it.dueMinor, 0)).toBe(invoice - 280);

		await desk.at(`/group-buys/${id}/packing`);
		const list = await page.locator('main').innerText();
		expect(list).toContain('土豆');
		expect(list).not.toContain('¥');
		await desk.at(`/group-buys/${id}/supplier`);
		expect(await page.locator('main').innerText()).toContain('土鸡蛋');
		for (const who of [desk, next, member]) {
			expect(who.faults).toEqual([]);
			await who.close();
		}
	});
});
