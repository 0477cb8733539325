import { beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { useBrowser } from './browser.ts';
import { connect } from '#lib/server/db/connect.ts';
import { findRunningDatabase } from '#lib/server/db/running.ts';
import { PASSWORD, setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import { madeId, type Answer, type Visitor } from './visitor.ts';

const browser = useBrowser();

/** Whoever joined by a script reads English; these people read Chinese. */
async function readChinese(who: Visitor): Promise<void> {
	const body = new URLSearchParams({ locale: 'zh-CN', back: '/' });
	await who.fetch('/locale', { method: 'POST', headers: { origin: who.origin }, body });
}

async function sitDown(page: Page, origin: string, who: Visitor): Promise<void> {
	await readChinese(who);
	await page.context().addCookies([...who.cookies].map(([name, value]) => ({ name, value, url: origin })));
}

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
		expect(history).toMatch(/小李 代 .*301 吴奶奶/);
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
});

describe('a script that copies names and doors', () => {
	const stairwell = useStairwell({ STAIRWELL_LIMITS: 'on' });
	let building: Building;
	beforeAll(async () => {
		building = await setUpBuilding(stairwell);
	});

	/** How many rows stand in each table that a newcomer would leave a trace in. */
	async function traces(): Promise<unknown> {
		const { sql, close } = connect(findRunningDatabase(stairwell.app.options.dataFolder)!, { max: 1 });
		const [row] =
			await sql`select (select count(*) from residents) as residents, (select count(*) from sessions) as sessions,
			(select count(*) from requests) as requests, (select count(*) from notifications) as notifications`;
		await close();
		return row;
	}

	it('finds a join link unchanged by a hundred previews of chat apps', async () => {
		const before = await traces();
		for (let i = 0; i < 100; i++)
			expect((await stairwell.visitor().open(`/join/${building.joinCode}`)).status).toBe(200);
		expect(await traces()).toEqual(before);
	});

	it('is cut off long before a thousand reads', async () => {
		let answered = 0;
		let refused = 0;
		for (let i = 0; i < 1000; i++) {
			const { status } = await building.steward.fetch('/building/people', {
				headers: { accept: 'application/json' },
			});
			if (status === 200) answered++;
			else if (status === 429) refused++;
		}
		expect([answered <= 600, answered + refused]).toEqual([true, 1000]);
		const one = await building.steward.fetch('/building/people', { headers: { accept: 'application/json' } });
		expect(Number(one.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(stairwell.app.output).toContain('read too often, cut off');
	});

	it('is held back from claiming, searching and uploading without end, and from guessing, known login or not', async () => {
		const who = stairwell.visitor();
		await who.send('/sign-in', { login: 'chen', password: PASSWORD });
		const cut = async (most: number, ask: () => Promise<number>) => {
			const statuses = [];
			for (let i = 0; i <= most; i++) statuses.push(await ask());
			return [statuses.slice(0, most).includes(429), statuses.at(-1)];
		};
		const nothing = '/listings/00000000-0000-4000-8000-000000000000?/claim';
		const status = (answer: Answer) => (answer.type === 'failure' ? answer.status : answer.http);
		expect(await cut(60, async () => status(await who.send(nothing, { quantity: 1 })))).toEqual([false, 429]);
		const json = { headers: { accept: 'application/json' } };
		expect(await cut(60, async () => (await who.fetch('/?q=米', json)).status)).toEqual([false, 429]);
		const photos = new Blob(['no picture'], { type: 'image/jpeg' });
		const post = { direction: 'offer', category: 'food', title: 'x', photos };
		expect(await cut(60, async () => status(await who.send('/listings/new', post)))).toEqual([false, 429]);
		for (const login of ['chen', 'nobody-of-this-name']) {
			const guess = async () =>
				status(await stairwell.visitor().send('/sign-in', { login, password: 'not this one' }));
			// The known one has been used once, above.
			expect(await cut(login === 'chen' ? 19 : 20, guess)).toEqual([false, 429]);
		}
	});
});

describe('a passkey', () => {
	const stairwell = useStairwell({}, 'localhost');
	it('is made and signs in again, with the virtual authenticator of the browser', async () => {
		const building = await setUpBuilding(stairwell);
		const { page, context, faults } = await browser.phone();
		const tools = await context.newCDPSession(page);
		await tools.send('WebAuthn.enable');
		await tools.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				protocol: 'ctap2',
				transport: 'internal',
				hasResidentKey: true,
				hasUserVerification: true,
				isUserVerified: true,
				automaticPresenceSimulation: true,
			},
		});
		await sitDown(page, stairwell.origin, building.steward);
		await page.goto(`${stairwell.origin}/me/passkeys`);
		await page.getByRole('button', { name: '在这部手机上设通行密钥' }).click();
		await page.getByRole('button', { name: '移除' }).waitFor();
		await context.clearCookies();
		await page.goto(`${stairwell.origin}/sign-in/passkey`);
		await page.getByRole('button', { name: '用通行密钥登录' }).click();
		await page.waitForURL(`${stairwell.origin}/`);
		expect(faults).toEqual([]);
		// An answer of the authenticator is good once.
		const again = await stairwell
			.visitor()
			.send('/sign-in/passkey', { response: '{"id":"x","response":{}}' });
		expect(again).toMatchObject({ type: 'failure', data: { code: 'people.passkey_failed' } });
		await context.close();
	});
});
