import { request } from 'node:http';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { setUpBuilding, useStairwell } from './stairwell.ts';
import { madeId, type Visitor } from './visitor.ts';

const stairwell = useStairwell();
const browser = useBrowser();
let li: Visitor;
const pages: Record<string, string> = {};

beforeAll(async () => {
	const building = await setUpBuilding(stairwell);
	li = await building.neighbour('1-202', '小李');
	const wang = await building.neighbour('2-303', '王姐');
	const picture = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#9a4' } })
		.jpeg()
		.toBuffer();
	const photos = () => new Blob([new Uint8Array(picture)], { type: 'image/jpeg' });
	let last = '';
	for (let i = 0; i < 20; i++)
		last = madeId(
			await wang.send('/listings/new', {
				direction: i % 4 ? 'offer' : 'ask',
				category: i % 3 ? 'food' : 'item',
				title: `第${i + 1}样东西，看看要不要`,
				quantity: 1 + (i % 5),
				photos: photos(),
			}),
		);
	const offer = madeId(
		await wang.send('/listings/new', {
			direction: 'offer',
			category: 'food',
			title: '豆角',
			quantity: 3,
			photos: photos(),
		}),
	);
	const own = madeId(
		await li.send('/listings/new', { direction: 'ask', category: 'item', title: '打气筒', photos: photos() }),
	);
	const handover = madeId(await li.send(`/listings/${offer}?/claim`, { quantity: 1 }));
	const begun = await li.send('/group-buys/new', {
		title: '周六蔬菜团',
		...Object.fromEntries(
			Array.from({ length: 12 }, (_, i) => [
				[`lines.${i}.title`, `第${i + 1}样菜`],
				[`lines.${i}.price`, `${10 + i}.80`],
				[`lines.${i}.caseSize`, String(1 + (i % 3) * 5)],
			]).flat(),
		),
	});
	const buy = (begun as { location: string }).location.split('/')[2]!;
	await li.send(`/group-buys/${buy}/manage?/open`, {});
	await building.steward.send(`/group-buys/${buy}/manage?/approve`, {});
	const { lines } = await wang.read<{ lines: { id: string }[] }>(`/group-buys/${buy}`);
	await wang.send(`/group-buys/${buy}?/order`, { [`lines.${lines[0]!.id}.quantity`]: 2 });
	Object.assign(pages, {
		buys: '/group-buys',
		buy: `/group-buys/${buy}`,
		desk: `/group-buys/${buy}/manage`,
		menu: '/group-buys/new',
		packing: `/group-buys/${buy}/packing`,
	});
	const { steward } = building;
	const corner = `/corners/${madeId(await steward.send('/corners/new', { place: '一楼', guests: 'yes' }))}`;
	for (let i = 0; i < 12; i++)
		await wang.send(`${corner}?/leave`, { title: `第${i + 1}样`, quantity: 3, photo: photos() });
	const poster = await (await steward.open(`${corner}/poster`)).text();
	Object.assign(pages, {
		corner,
		scanned: /\/c\/[\w-]{20,}/.exec(poster)![0],
		board: '/',
		listing: `/listings/${last}`,
		own: `/listings/${own}`,
		handover: `/handovers/${handover}`,
		post: '/listings/new',
		inbox: '/inbox',
		me: '/me',
		notifications: '/me/notifications',
		people: '/building/people',
		building: '/building',
		devices: '/me/devices',
		handovers: '/me/handovers',
	});
});

/** Bytes of an answer as the app sends it to a browser that takes brotli: headers not counted. */
function weigh(path: string): Promise<{ bytes: number; encoding: string }> {
	return new Promise((resolve, reject) => {
		const { port, host } = new URL(stairwell.origin);
		const cookie = [...li.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const headers = { host, cookie, accept: 'text/html', 'accept-encoding': 'br' };
		request({ host: '127.0.0.1', port, path, headers }, (response) => {
			let bytes = 0;
			response.on('data', (chunk: Buffer) => (bytes += chunk.length));
			response.on('end', () =>
				resolve({ bytes, encoding: String(response.headers['content-encoding'] ?? '') }),
			);
		})
			.on('error', reject)
			.end();
	});
}

/** The scripts and styles that a browser fetches for a page without a tap: named in it, or asked for by its scripts. */
async function assetsOf(path: string): Promise<string[]> {
	const { page, context } = await browser.phone();
	await context.addCookies([...li.cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })));
	const assets = new Set<string>();
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (/\/_app\/.+\.(js|css)$/.test(pathname)) assets.add(pathname);
	});
	await page.goto(stairwell.origin + path, { waitUntil: 'networkidle' });
	await context.close();
	return [...assets];
}

async function weightOf(path: string): Promise<{ html: number; js: number; css: number; all: number }> {
	const page = await weigh(path);
	expect(page.encoding).toBe('br');
	let [js, css] = [0, 0];
	for (const asset of await assetsOf(path)) {
		const { bytes } = await weigh(asset);
		if (asset.endsWith('.js')) js += bytes;
		else css += bytes;
	}
	const rest = (await weigh('/manifest.webmanifest')).bytes + (await weigh('/icons/icon.svg')).bytes;
	expect(js).toBeGreaterThan(10_000);
	expect(css).toBeGreaterThan(1000);
	return { html: page.bytes, js, css, all: page.bytes + js + css + rest };
}

describe('what a first visit weighs, everything but photos, as the app sends it', () => {
	it('at most 75 kB for the board, 12 kB of styles and 50 kB of JavaScript on any page', async () => {
		const found: Record<string, Awaited<ReturnType<typeof weightOf>>> = {};
		for (const [name, path] of Object.entries(pages)) found[name] = await weightOf(path);
		process.stdout.write(
			Object.entries(found)
				.map(
					([name, { html, js, css, all }]) =>
						`weight of ${name}: html ${html} js ${js} css ${css} all ${all}\n`,
				)
				.join(''),
		);
		expect(Object.entries(found).filter(([, weight]) => weight.js > 50_000)).toEqual([]);
		expect(Object.entries(found).filter(([, weight]) => weight.css > 12_000)).toEqual([]);
		expect(found.board!.all).toBeLessThanOrEqual(75_000);
	});

	it('a form that is folded away is plain HTML, and its script comes when it is unfolded', async () => {
		const { page, context, faults } = await browser.phone();
		await context.addCookies(
			[...li.cookies].map(([name, value]) => ({ name, value, url: stairwell.origin })),
		);
		await page.goto(stairwell.origin + pages.corner!, { waitUntil: 'networkidle' });
		const form = page.locator('#leave form');
		expect(await form.locator('input[name=title]').count()).toBe(1);
		expect(await form.locator('.camera').count()).toBe(0);
		await Promise.all([
			page.waitForRequest((request) => request.url().endsWith('.js')),
			page.locator('#leave > summary').click(),
		]);
		// What only a script can offer.
		await form.locator('.camera').waitFor({ state: 'attached' });
		await page.evaluate(() => document.body.classList.add('same-page'));
		await form.locator('input[name=title]').fill('半袋面粉');
		await form.locator('button.full').click();
		await page.locator('main li', { hasText: '半袋面粉' }).first().waitFor();
		expect(await page.locator('body.same-page').count()).toBe(1);
		expect(faults).toEqual([]);
		await context.close();
	});

	it('the served worker has a precache under 1 MB, in which no address answers 404', async () => {
		const source = await (await stairwell.visitor().fetch('/service-worker.js')).text();
		const addresses = [...source.matchAll(/url:\s*[`"']([^`"']+)[`"']|["']url["']:\s*["']([^"']+)["']/g)].map(
			(found) => found[1] ?? found[2]!,
		);
		expect(addresses.length).toBeGreaterThan(10);
		let bytes = 0;
		for (const address of new Set(addresses)) {
			const response = await stairwell.visitor().fetch(new URL(address, `${stairwell.origin}/`).pathname);
			expect([address, response.status]).toEqual([address, 200]);
			bytes += (await response.arrayBuffer()).byteLength;
		}
		expect(bytes).toBeLessThan(1_000_000);
	});
});
