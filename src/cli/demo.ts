import { readEnv } from '#lib/server/env.ts';
import { log } from '#lib/server/log.ts';
import { isStartRefusal } from '#lib/server/start-refusal.ts';
import { demoFolder, prepareDemonstration } from './demo/own-database.ts';
import {
	FIRST,
	NEIGHBOURS,
	NEWCOMERS,
	PASSWORD,
	type Person,
	SECOND_NEIGHBOURS,
	TRY,
} from './demo/people.ts';

// npm run demo [-- --fresh]: the app, as `npm start` runs it, on a building made up for looking around.

const stopping = new AbortController();
const onSignal = (): void => stopping.abort();
process.on('SIGTERM', onSignal).on('SIGINT', onSignal);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
	const env = readEnv();
	if (!env.databaseUrl) process.env.STAIRWELL_DATA = env.dataFolder = demoFolder(env.dataFolder);
	const fresh = process.argv.slice(2).includes('--fresh');
	await prepareDemonstration(env, { fresh, stop: stopping.signal, say });
	stopping.signal.throwIfAborted();
	say(welcome(env.origin));
} catch (error) {
	if (stopping.signal.aborted)
		say('Stopped before the demonstration was ready; the next start makes it anew.');
	else if (isStartRefusal(error)) process.stderr.write(`${error.message}\n`);
	else log.error('the demonstration cannot be made', { error });
	process.exit(1);
}

// From here on everything, signals too, is as with `npm start`, which is built beside this file.
process.off('SIGTERM', onSignal).off('SIGINT', onSignal);
await import(/* @vite-ignore */ new URL('./start.js', import.meta.url).href);

function welcome(origin: string): string {
	const people: readonly Person[] = [FIRST, ...NEIGHBOURS, ...NEWCOMERS, ...SECOND_NEIGHBOURS];
	const lines = TRY.map(({ key, sees }) => {
		const { name, door } = people.find((person) => person.key === key)!;
		return `    ${key.padEnd(8)}${door.padEnd(7)}${name} – ${sees}`;
	});
	return [
		'',
		'  This is a demonstration: 佳成大厦 and everybody in it are made up. 这是演示，楼和人都是编的。',
		`  Sign in at ${origin}/sign-in as one of these, always with the password "${PASSWORD}":`,
		'',
		...lines,
		'',
		'  npm run demo -- --fresh makes it anew. 加 --fresh 重新布置。',
		'',
	].join('\n');
}
