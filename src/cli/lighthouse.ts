import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { Figures } from './load/figures.ts';
import { findScreens } from './sheet/addresses.ts';
import { ownDemonstration } from './sheet/demonstration.ts';
import { MODES } from './sheet/modes.ts';
import { enter, type Screen } from './sheet/screens.ts';

// npm run lighthouse [-- --only board,listing --runs 3]: the medians of Lighthouse's mobile preset for the pages people
// come to first, on a demonstration of its own. Lighthouse itself is fetched by npm when it is asked for: it is larger
// than all that Stairwell needs together.

const { values } = parseArgs({
	options: {
		only: { type: 'string', default: 'board,listing,corner,group-buy,join,sign-in' },
		runs: { type: 'string', default: '3' },
	},
});
const LIGHTHOUSE = 'lighthouse@12';
const run = promisify(execFile);

type Report = {
	categories: Record<string, { score: number }>;
	audits: Record<string, { score: number | null; scoreDisplayMode: string; numericValue?: number }>;
};

const demonstration = await ownDemonstration();
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox', '--disable-gpu'],
});
const folder = await mkdtemp(join(tmpdir(), 'stairwell-lighthouse-'));
try {
	const { origin } = demonstration;
	const wanted = values.only.split(',');
	const screens = (await findScreens(browser, origin)).filter(({ name }) => wanted.includes(name));
	const cookies = new Map<Screen['who'], string>();
	for (const { who } of screens) cookies.set(who, await cookieOf(who));
	await browser.close();
	for (const screen of screens) {
		const reports: Report[] = [];
		while (reports.length < Number(values.runs)) {
			const report = await look(screen, cookies.get(screen.who)!);
			if (report) reports.push(report);
		}
		process.stdout.write(`${screen.name.padEnd(12)} ${summary(reports)}\n`);
	}
} finally {
	await browser.close();
	await demonstration.stop();
	await rm(folder, { recursive: true, force: true });
}

async function cookieOf(who: Screen['who']): Promise<string> {
	const context = await browser.newContext({ baseURL: demonstration.origin });
	await enter(context, demonstration.origin, MODES[0]!, who);
	const cookies = await context.cookies();
	await context.close();
	return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** Null where Lighthouse itself says that it lost its trace and wants to be run again. */
async function look({ path }: Screen, cookie: string): Promise<Report | null> {
	const [report, headers] = [join(folder, 'report.json'), join(folder, 'headers.json')];
	await writeFile(headers, JSON.stringify({ cookie }));
	const asked = run('npm', [
		...['exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse', demonstration.origin + path],
		...['--quiet', '--output=json', `--output-path=${report}`, `--extra-headers=${headers}`],
		'--only-categories=performance,accessibility,best-practices',
		'--chrome-flags=--headless=new --no-sandbox --disable-gpu',
	]);
	try {
		await asked;
	} catch (error) {
		if (error instanceof Error && /Please run Lighthouse again/.test(error.message)) return null;
		throw error;
	}
	return JSON.parse(await readFile(report, 'utf8')) as Report;
}

/** Medians, and which audits of the page itself failed in any run. */
function summary(reports: Report[]): string {
	const median = (of: (report: Report) => number) => {
		const figures = new Figures();
		for (const report of reports) figures.add(of(report));
		return figures.at(0.5);
	};
	const score = (category: string) =>
		`${category} ${Math.round(median(({ categories }) => categories[category]!.score) * 100)}`;
	const value = (audit: string) => median(({ audits }) => audits[audit]?.numericValue ?? NaN);
	const failed = reports.flatMap(({ audits }) =>
		Object.entries(audits)
			.filter(([, { score, scoreDisplayMode }]) => scoreDisplayMode === 'binary' && score === 0)
			.map(([name]) => name),
	);
	return [
		...['performance', 'accessibility', 'best-practices'].map(score),
		`LCP ${(value('largest-contentful-paint') / 1000).toFixed(2)} s`,
		`TBT ${Math.round(value('total-blocking-time'))} ms`,
		`CLS ${value('cumulative-layout-shift').toFixed(3)}`,
		...(failed.length > 0 ? [`not passed: ${[...new Set(failed)].join(', ')}`] : []),
	].join(', ');
}
