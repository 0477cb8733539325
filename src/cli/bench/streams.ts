import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { memoryOf } from '../load/app.ts';
import { post } from '../load/people.ts';
import type { Ground } from './ground.ts';
import { type Line, round } from './report.ts';

const STREAMS = 2000;
const A_PERSON = 4;

/** 2,000 pages of 500 people open at once; how much each costs, and how long a change takes to be on all of them. */
export async function benchStreams({ app, building, people }: Ground): Promise<Line[]> {
	const viewers = await people(STREAMS / A_PERSON);
	await sleep(2000);
	const before = memoryOf(app.pid);
	const pages: Page[] = [];
	for (const viewer of viewers) {
		const opening = Array.from(
			{ length: A_PERSON },
			() => new Page(app.options.port, viewer.asks('/events', { accept: 'text/event-stream' })),
		);
		await Promise.all(opening.map((page) => page.heard('event: inbox')));
		pages.push(...opening);
	}
	await sleep(3000);
	const each = ((memoryOf(app.pid) - before) * 1024) / STREAMS;
	const times: number[] = [];
	for (let round = 0; round < 5; round++) {
		const all = pages.map((page) => page.heard('event: listing'));
		await post(building.steward);
		const from = performance.now();
		await Promise.all(all);
		times.push(performance.now() - from);
	}
	pages.forEach((page) => page.close());
	const slowest = Math.max(...times);
	return [
		{
			part: 'streams',
			what: `memory of each of ${STREAMS} open pages`,
			figure: `${round(each)} kB`,
			bar: '≤ 60 kB',
			good: each <= 60,
			values: { kilobytes: round(each, 1) },
		},
		{
			part: 'streams',
			what: 'from the answer to a post until the last of them has it, slowest of 5',
			figure: `${round(slowest)} ms`,
			bar: '≤ 1,000 ms',
			good: slowest <= 1000,
			values: { milliseconds: round(slowest) },
		},
	];
}

/** A page that listens. */
class Page {
	private readonly socket: Socket;
	private waiting: { text: string; heard: () => void } | undefined;

	constructor(port: number, request: string) {
		this.socket = connect(port, '127.0.0.1', () => this.socket.write(request));
		this.socket.on('data', (chunk) => {
			if (!this.waiting || !chunk.includes(this.waiting.text)) return;
			this.waiting.heard();
			this.waiting = undefined;
		});
	}

	heard(text: string): Promise<void> {
		return new Promise((heard, lost) => {
			this.waiting = { text, heard };
			this.socket.once('error', lost);
		});
	}

	close(): void {
		this.socket.destroy();
	}
}
