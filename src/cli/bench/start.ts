import { setTimeout as sleep } from 'node:timers/promises';
import { memoryOf } from '../load/app.ts';
import type { Ground } from './ground.ts';
import { type Line, round } from './report.ts';

/** From nothing to the first healthy answer on data that is there already, and what the app needs while nobody asks. */
export async function benchStart({ app }: Ground): Promise<Line[]> {
	const times: number[] = [];
	for (let round = 0; round < 3; round++) {
		await app.stop();
		app.again();
		times.push(await app.ready());
	}
	await sleep(8000);
	const [, median] = times.sort((a, b) => a - b) as [number, number, number];
	const mb = memoryOf(app.pid);
	return [
		{
			part: 'start',
			what: 'warm start to the first answer, median of 3',
			figure: `${round(median / 1000, 1)} s`,
			bar: '≤ 3 s',
			good: median <= 3000,
			values: { milliseconds: round(median) },
		},
		{
			part: 'start',
			what: 'memory of the app at rest',
			figure: `${round(mb)} MB`,
			bar: '≤ 180 MB',
			good: mb <= 180,
			values: { megabytes: round(mb) },
		},
	];
}
