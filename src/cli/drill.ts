import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '#lib/server/db/connect.ts';
import { findPostmaster } from '#lib/server/db/postmaster.ts';
import { findRunningDatabase } from '#lib/server/db/running.ts';
import { Load } from './drill/load.ts';
import { findFaults } from './drill/verdict.ts';
import { App, freePort, SETUP_TOKEN } from './load/app.ts';
import { joinMany, setUpBuilding } from './load/people.ts';

/** `npm run drill -- --times 50`: kills the app, and separately the database, that often each under mixed load. */
const at = process.argv.indexOf('--times');
const times = at === -1 ? 50 : Number(process.argv[at + 1]);
const dataFolder = mkdtempSync(join(tmpdir(), 'stairwell-drill-'));
const port = await freePort();
const app = new App({ dataFolder, port, env: { ORIGIN: `http://localhost:${port}` } });
const say = (text: string) => process.stdout.write(`${text}\n`);

let worst = 0;

async function killApp(): Promise<void> {
	await app.stop('SIGKILL');
	app.again();
	worst = Math.max(worst, await app.ready());
}

async function killDatabase(): Promise<void> {
	const postmaster = findPostmaster(join(dataFolder, 'database'));
	if (postmaster) process.kill(postmaster, 'SIGKILL');
	await sleep(50);
	worst = Math.max(worst, await app.ready());
}

let faults: string[];
try {
	await app.ready();
	const building = await setUpBuilding(port, SETUP_TOKEN, 2);
	const people = await joinMany(building, 16);
	const load = new Load(people);
	const running = load.run();
	await sleep(1000);
	for (let i = 1; i <= times; i++) {
		await killApp();
		await sleep(300 + Math.random() * 700);
		await killDatabase();
		await sleep(300 + Math.random() * 700);
		if (i % 10 === 0 || i === times)
			say(`${i} of ${times}: ${load.done.length} things done, ${load.lost} answers lost and asked again`);
	}
	load.stop();
	await running;
	await app.ready();

	const { sql, close } = connect(findRunningDatabase(dataFolder)!, { max: 2, name: 'drill' });
	faults = await findFaults(sql, load.done);
	await close();
	if (load.mute > 0) faults.push(`${load.mute} answers that say nothing to a script`);
	const claims = load.done.flatMap((it) => (it.kind === 'claimed' ? [it] : []));
	for (const { by, listing, key, handover } of claims.slice(-200)) {
		const ask = () => by.again().act(`/listings/${listing}?/claim`, { key, quantity: 1 });
		let again = await ask();
		// A connection that died with the database may be found only now: that is no answer yet.
		if (again.type === 'error') again = await ask();
		if (again.location !== `/handovers/${handover}`)
			faults.push(
				`asked again, another answer: ${key}, ${JSON.stringify(again)}, ${app.logged(again.error?.id)}`,
			);
	}
	say(
		`killed the app ${times} times and the database ${times} times; longest until healthy again ${Math.round(worst)} ms`,
	);
	say(
		`${load.done.length} things were done, ${claims.length} of them claims; refused: ${JSON.stringify(Object.fromEntries(load.codes))}`,
	);
	for (const fault of faults.slice(0, 20)) say(`FAULT ${fault}`);
	say(faults.length === 0 ? 'every answer that said done is still true' : `${faults.length} faults`);
} catch (error) {
	faults = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
	say(`the drill itself failed: ${faults[0]}`);
} finally {
	await app.stop();
	rmSync(dataFolder, { recursive: true, force: true, maxRetries: 10 });
}
process.exit(faults.length === 0 ? 0 : 1);
