import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { readChinese } from './sit-down.ts';
import { setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import type { Visitor } from './visitor.ts';

const stairwell = useStairwell();
const browser = useBrowser();
let building: Building;
let li: Visitor;

beforeAll(async () => {
	building = await setUpBuilding(stairwell);
	li = await building.neighbour('1-202', '小李');
	for (const who of [li, building.steward]) await readChinese(who);
});

describe('in a chat app’s browser', () => {
	const WECHAT =
		'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/86.0.4240.99 Mobile Safari/537.36 MicroMessenger/8.0';
	const inChat = async (who: Visitor) => {
		const phone = await browser.phone({ userAgent: WECHAT });
		await phone.context.addCookies(
			[...who.cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })),
		);
		return phone;
	};

	it('there are pictures to keep and text to copy where elsewhere there are files and paper', async () => {
		const begun = (await building.steward.send('/group-buys/new', {
			title: '周末蔬菜团',
			'lines.0.title': '土豆',
			'lines.0.price': '12.8',
		})) as { location: string };
		const buy = `/group-buys/${begun.location.split('/')[2]!}`;
		await building.steward.send(`${buy}/manage?/open`, {});
		const { lines } = await li.read<{ lines: { id: string }[] }>(buy);
		await li.send(`${buy}?/order`, { [`lines.${lines[0]!.id}.quantity`]: 2 });
		await building.steward.send(`${buy}/manage?/lock`, {});
		const { page, context, faults } = await inChat(building.steward);
		const pages = [
			'/building/posters',
			'/building/slips',
			`${buy}/packing`,
			`${buy}/supplier`,
			`${buy}/manage`,
		];
		for (const path of [...pages, '/building/settings', '/me/export']) {
			await page.goto(stairwell.origin + path);
			const files = page.locator('a[download], a[href$=".csv"], a[href$=".xlsx"], a[href$=".txt"]');
			expect([path, await files.count()]).toEqual([path, 0]);
			expect([path, await page.getByRole('button', { name: '打印' }).count()]).toEqual([path, 0]);
		}
		for (const path of ['/building/slips', `${buy}/packing`, `${buy}/supplier`, '/me/export']) {
			await page.goto(stairwell.origin + path);
			const text = await page.locator('textarea[readonly]').first().inputValue();
			expect(text).toMatch(path.includes('group-buys') ? /土豆/ : /./);
		}
		await page.goto(`${stairwell.origin}/building/posters`);
		const picture = page.locator('img[src^="data:image/png"]');
		await picture.waitFor();
		const src = (await picture.getAttribute('src'))!;
		// What a phone's camera would read from the picture is the address on it.
		const { default: sharp } = await import('sharp');
		const { default: jsQR } = await import('jsqr');
		const { data, info } = await sharp(Buffer.from(src.split(',')[1]!, 'base64'))
			.ensureAlpha()
			.raw()
			.toBuffer({ resolveWithObject: true });
		const read = jsQR(new Uint8ClampedArray(data), info.width, info.height);
		expect(read?.data).toBe(`${stairwell.origin}/join/${building.joinCode}`);
		expect(faults).toEqual([]);
		await context.close();
	});

	it('“open it in the browser” is said on the board, once it has been looked at', async () => {
		const { page, context } = await inChat(li);
		await page.goto(stairwell.origin);
		await page.getByText('用手机浏览器打开，就能放到桌面').waitFor();
		await page.getByRole('link', { name: '怎么放' }).click();
		const first = page.getByText('先从聊天里出来');
		await first.waitFor();
		expect(await first.isVisible()).toBe(true);
		await context.close();
	});

	it('posting, claiming and signing work where everything newer than Chromium 86 is missing', async () => {
		const wang = await building.neighbour('2-303', '王姐');
		await readChinese(wang);
		const old = async (who: Visitor) => {
			const phone = await inChat(who);
			await phone.context.addInitScript(forgetWhatIsNewer);
			return phone;
		};
		const giver = await old(li);
		await giver.page.goto(`${stairwell.origin}/listings/new`);
		await giver.page.getByRole('radio', { name: '吃的' }).check();
		await giver.page.getByLabel('一句话，是什么').fill('半棵白菜');
		await giver.page.getByRole('button', { name: '贴出去' }).click();
		await giver.page.waitForURL(/\/listings\/[0-9a-f-]{36}/);
		const taker = await old(wang);
		await taker.page.goto(stairwell.origin);
		await taker.page.getByRole('link', { name: /半棵白菜/ }).click();
		await taker.page.getByRole('button', { name: '我要' }).click();
		await taker.page.waitForURL(/\/handovers\//);
		await taker.page.getByRole('button', { name: '已经拿到，签收' }).click();
		const signed = taker.page.getByText('已签收').first();
		await signed.waitFor();
		expect(await signed.isVisible()).toBe(true);
		await giver.context.close();
		await taker.context.close();
	});
});

/** Runs in the page, before anything else: takes away what came after Chromium 86, as far as scripts can ask for it. */
function forgetWhatIsNewer() {
	const lose = (from: object, ...names: string[]) => {
		for (const name of names) Reflect.deleteProperty(from, name);
	};
	for (const list of [
		Array.prototype,
		String.prototype,
		Object.getPrototypeOf(Int8Array.prototype) as object,
	])
		lose(
			list,
			'at',
			'findLast',
			'findLastIndex',
			'toSorted',
			'toReversed',
			'toSpliced',
			'with',
			'isWellFormed',
		);
	lose(Object, 'hasOwn', 'groupBy');
	lose(Promise, 'any', 'withResolvers', 'try');
	lose(Intl, 'Segmenter', 'supportedValuesOf');
	lose(URL, 'canParse', 'parse');
	lose(AbortSignal, 'any', 'timeout', 'abort');
	lose(Crypto.prototype, 'randomUUID');
	lose(Element.prototype, 'checkVisibility', 'setHTMLUnsafe');
	lose(HTMLElement.prototype, 'popover', 'showPopover', 'hidePopover');
	lose(Document.prototype, 'startViewTransition');
	lose(window, 'structuredClone', 'navigation', 'reportError', 'scheduler', 'cookieStore', 'WeakRef');
}
