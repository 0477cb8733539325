import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESK, useBrowser } from './browser.ts';
import { withoutConnection } from './corner/offline.ts';
import { until } from './corner/until.ts';
import { codePrinted } from './printed-code.ts';
import { readChinese } from './sit-down.ts';
import { setUpBuilding, useStairwell, type Building } from './stairwell.ts';
import { madeId, type Visitor } from './visitor.ts';

const stairwell = useStairwell();
const browser = useBrowser();
let building: Building;
let li: Visitor;
let corner = '';
let code = '';

type Shelf = { items: { id: string; title: string; quantity: number; countedAt: string | null }[] };
const shelf = (who = li) => who.read<Shelf>(corner);
const find = async (title: string) => (await shelf()).items.find((it) => it.title === title)!;

async function chinese(who: Visitor): Promise<Visitor> {
	await readChinese(who);
	return who;
}

async function picture(): Promise<Blob> {
	const jpeg = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#c9b27a' } })
		.jpeg()
		.toBuffer();
	return new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' });
}

beforeAll(async () => {
	building = await setUpBuilding(stairwell);
	li = await chinese(await building.neighbour('1-202', '小李'));
	const made = await building.steward.send('/corners/new', {
		place: '2 单元一楼',
		agreedBy: '物业张师傅',
		keeper: '陈楼长',
		guests: 'yes',
	});
	corner = `/corners/${madeId(made)}`;
	for (let i = 0; i < 12; i++)
		await li.send(`${corner}?/leave`, {
			title: `第${i + 1}样东西`,
			quantity: 6,
			unit: '份',
			photo: await picture(),
		});
	await li.send(`${corner}?/leave`, { title: '大米', quantity: 5, unit: '袋' });
	await building.steward.send(`${corner}?/leave`, {
		title: '布洛芬',
		category: 'medicine',
		quantity: 2,
		unit: '盒',
		bestBefore: '2030-01-01',
	});
	code = /\/c\/[\w-]{20,}/.exec(await (await building.steward.open(`${corner}/poster`)).text())![0];
});

async function enter(page: Page, who: Visitor): Promise<void> {
	await page
		.context()
		.addCookies([...who.cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })));
}

describe('a guest at the shelf', () => {
	it.each([
		['with JavaScript', true],
		['without JavaScript', false],
	])(
		'takes one by one tap and puts it back, %s, and sees no medicine and no names',
		async (_, javaScriptEnabled) => {
			const { page, context, faults } = await browser.phone({ javaScriptEnabled });
			const before = (await find('大米')).quantity;
			await page.goto(stairwell.origin + code);
			const said = await page.locator('main').innerText();
			expect(said).not.toContain('布洛芬');
			expect(said).not.toContain('小李');
			await page.getByRole('button', { name: '拿 1 袋大米' }).click();
			await page.getByText('拿了大米 1 袋。').waitFor();
			expect((await find('大米')).quantity).toBe(before - 1);
			await page.getByRole('button', { name: '撤回' }).click();
			await page.getByText('撤回了。').waitFor();
			expect((await find('大米')).quantity).toBe(before);
			expect(faults).toEqual([]);
			await context.close();
		},
	);

	it('can only take: no photo, no other action, and not by the link of the chat', async () => {
		const guest = stairwell.visitor();
		await guest.open(code);
		const rice = (await find('大米')).id;
		expect(await guest.send(`${code}?/take`, { item: rice, photo: await picture() })).toMatchObject({
			type: 'failure',
			status: 400,
		});
		const left = await guest.fetch(`${code}?/leave`, {
			method: 'POST',
			body: new URLSearchParams({ key: crypto.randomUUID(), title: 'x' }),
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true', origin: stairwell.origin },
		});
		expect(left.status).toBe(404);
		const page = await (await li.open(corner)).text();
		const share = /\/s\/[\w-]{20,}/.exec(page)![0];
		const led = await guest.open(share);
		expect(led.status).toBe(303);
		const shown = led.headers.get('location')!;
		expect(await (await guest.open(shown)).text()).toContain('大米');
		expect(await guest.send(`${shown}?/take`, { item: rice })).toMatchObject({
			error: { code: 'not_found' },
		});
	});

	it('reads the shelf after at most 15 kB of page and styles', async () => {
		const weigh = (path: string) =>
			new Promise<Buffer>((resolve, reject) => {
				const { port, host } = new URL(stairwell.origin);
				const headers = { host, accept: 'text/html', 'accept-encoding': 'br' };
				request({ host: '127.0.0.1', port, path, headers }, (response) => {
					const chunks: Buffer[] = [];
					response.on('data', (chunk: Buffer) => chunks.push(chunk));
					response.on('end', () => resolve(Buffer.concat(chunks)));
				})
					.on('error', reject)
					.end();
			});
		const html = await weigh(code);
		const styles = [
			...brotliDecompressSync(html)
				.toString()
				.matchAll(/href="([^"]+\.css)"/g),
		];
		let css = 0;
		for (const [, href] of styles)
			css += (await weigh(new URL(href!, stairwell.origin + code).pathname)).length;
		process.stdout.write(`shelf of 13 things for guests: html ${html.length}, css ${css}\n`);
		expect(styles.length).toBeGreaterThan(0);
		expect(html.length + css).toBeLessThanOrEqual(15_000);
	});
});

describe('the poster', () => {
	it.each([
		['A4', ''],
		['the small label', '?size=label'],
	])('%s is one printed page, in both languages, whose code leads to the shelf', async (_, query) => {
		const { page, context } = await browser.phone({ viewport: DESK });
		await enter(page, building.steward);
		await page.goto(`${stairwell.origin}${corner}/poster${query}`);
		const sheet = page.locator('article');
		expect(await sheet.innerText()).toMatch(
			/各取所需，有余请留[\s\S]*Take what you need, leave what you can/,
		);
		const printed = await page.pdf({ preferCSSPageSize: true, printBackground: true });
		expect(codePrinted(printed)).toBe(stairwell.origin + code);
		const pdf = printed.toString('latin1');
		expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
		const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf)!;
		expect([Math.round(Number(box[1])), Math.round(Number(box[2]))]).toEqual([595, 842]);
		await context.close();
	});
});

describe('without a connection', () => {
	withoutConnection({
		stairwell,
		browser,
		find,
		shelf,
		enter,
		chinese,
		building: () => building,
		li: () => li,
		corner: () => corner,
		code: () => code,
	});
});

describe('several corners', () => {
	it('what somebody gives away stands on the one where it was left', async () => {
		const wang = await building.neighbour('2-401', '小王');
		const made = await building.steward.send('/corners/new', { place: '1 单元门厅' });
		const second = `/corners/${madeId(made)}`;
		const offer = { direction: 'offer', category: 'food', title: '半棵白菜', quantity: 1, place: 'corner' };
		const listing = madeId(await li.send('/listings/new', offer));
		const handover = madeId(await wang.send(`/listings/${listing}?/claim`, { quantity: 1 }));
		const { page, context, faults } = await browser.phone({});
		await enter(page, li);
		await page.goto(`${stairwell.origin}/handovers/${handover}`);
		const form = page.locator('form[action$="?/left"]');
		await form.locator('select[name=corner]').selectOption({ label: '1 单元门厅' });
		await form.getByRole('button').first().click();
		const titles = async (path: string) => (await li.read<Shelf>(path)).items.map((it) => it.title);
		await until(async () => (await titles(second)).includes('半棵白菜'));
		expect(await titles(corner)).not.toContain('半棵白菜');
		await page.goto(`${stairwell.origin}/corners`);
		await page.getByRole('link', { name: '1 单元门厅' }).click();
		await page.getByRole('button', { name: '拿 1 份半棵白菜' }).waitFor();
		expect(faults).toEqual([]);
		await context.close();
	});
});

describe('scan to taken', () => {
	it('on a mid-range phone over slow 4G', async () => {
		const times: number[][] = [];
		for (let i = 0; i < 3; i++) {
			const { page, context } = await browser.phone({});
			const devtools = await context.newCDPSession(page);
			await devtools.send('Network.enable');
			// Slow 4G as Lighthouse has it: 150 ms, 1.6 Mbit/s down, 750 kbit/s up; a processor four times slower.
			await devtools.send('Network.emulateNetworkConditions', {
				offline: false,
				latency: 150,
				downloadThroughput: (1.6 * 1024 * 1024) / 8,
				uploadThroughput: (750 * 1024) / 8,
			});
			await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
			const start = performance.now();
			await page.goto(stairwell.origin + code, { waitUntil: 'commit' });
			const button = page.getByRole('button', { name: '拿 1 份第3样东西', exact: true });
			await button.waitFor();
			const readable = performance.now() - start;
			await button.click();
			await page.getByText('拿了第3样东西').waitFor();
			times.push([readable, performance.now() - start]);
			await context.close();
		}
		times.sort((a, b) => a[1]! - b[1]!);
		const [readable, taken] = times[1]!;
		process.stdout.write(
			`scan to readable ${Math.round(readable!)} ms, to taken ${Math.round(taken!)} ms (median of 3, slow 4G, CPU / 4)\n`,
		);
		expect(taken).toBeLessThan(10_000);
	}, 120_000);
});
