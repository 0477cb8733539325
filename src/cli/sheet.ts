import { mkdir, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { findScreens } from './sheet/addresses.ts';
import { ownDemonstration } from './sheet/demonstration.ts';
import { MODES, type Mode } from './sheet/modes.ts';
import { openViewer, type Screen } from './sheet/screens.ts';

// npm run sheet [-- --at http://127.0.0.1:3000 --to folder --only board,me --modes zh-light --manifest]:
// every screen of the demonstration building in every mode as pictures, and a page that shows them side by side.

const { values } = parseArgs({
	options: {
		at: { type: 'string' },
		to: { type: 'string', default: 'build/sheet' },
		only: { type: 'string' },
		modes: { type: 'string' },
		manifest: { type: 'boolean', default: false },
	},
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const demonstration = values.at ? null : await ownDemonstration();
const origin = values.at ?? demonstration!.origin;
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
});
try {
	const screens = await findScreens(browser, origin);
	if (values.manifest) await takeForManifest(screens);
	else await takeAll(screens);
} finally {
	await browser.close();
	await demonstration?.stop();
}

async function takeAll(screens: Screen[]): Promise<void> {
	const folder = resolve(values.to);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const modes = MODES.filter((mode) => !values.modes || values.modes.split(',').includes(mode.name));
	const wanted = screens.filter((screen) => !values.only || values.only.split(',').includes(screen.name));
	for (const mode of modes) {
		const viewer = await openViewer(browser, origin, mode);
		for (const screen of wanted) {
			await viewer.visit(screen);
			const picture = await viewer.whole();
			await sharp(picture).webp({ quality: 80 }).toFile(`${folder}/${screen.name}.${mode.name}.webp`);
		}
		await viewer.close();
		say(`${mode.name}: ${wanted.length} screens`);
	}
	await writeFile(`${folder}/index.html`, contactSheet(wanted, modes));
	say(`${folder}/index.html`);
}

function contactSheet(screens: Screen[], modes: readonly Mode[]): string {
	const rows = screens.map(
		({ name }) =>
			`<h2>${name}</h2><div>${modes
				.map(
					(mode) =>
						`<figure><img loading="lazy" src="${name}.${mode.name}.webp" width="${mode.wide ? 640 : 240}" alt=""><figcaption>${mode.name}</figcaption></figure>`,
				)
				.join('')}</div>`,
	);
	return `<!doctype html><meta charset="utf-8"><title>Stairwell, all screens</title><style>
body { font: 16px system-ui; margin: 24px; background: #777; color: #fff }
div { display: flex; gap: 16px; overflow-x: auto; align-items: flex-start }
figure { margin: 0 } img { display: block }</style>${rows.join('\n')}`;
}

/** What an app store shows before the app is put on the home screen: small files, both shapes, both languages. */
async function takeForManifest(screens: Screen[]): Promise<void> {
	const folder = resolve('static/screenshots');
	await mkdir(folder, { recursive: true });
	for (const name of ['zh-light', 'zh-light-wide', 'en-light', 'en-light-wide']) {
		const mode = MODES.find((it) => it.name === name)!;
		const viewer = await openViewer(browser, origin, mode, mode.wide ? 1 : 2);
		for (const screen of screens.filter((it) => ['board', 'listing'].includes(it.name))) {
			await viewer.visit(screen);
			const file = `${folder}/${screen.name}-${mode.wide ? 'wide' : 'narrow'}-${mode.locale}.webp`;
			await sharp(await viewer.page.screenshot())
				.webp({ quality: 72, effort: 6 })
				.toFile(file);
			say(file);
		}
		await viewer.close();
	}
}
