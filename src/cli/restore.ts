import { createInterface } from 'node:readline/promises';
import { restore } from '#lib/server/db/restore.ts';
import { StartRefusal } from '#lib/server/start-refusal.ts';
import { run, typedPath, withDatabaseAlone } from './database/with-database.ts';

// npm run restore -- file [--replace [--yes]]: a backup into an empty database; with --replace, instead of what is there.
await run(async (env, words) => {
	const options = words.filter((word) => word.startsWith('--') && word !== '--');
	const [file, ...more] = words.filter((word) => !word.startsWith('--'));
	const unknown = options.find((option) => option !== '--replace' && option !== '--yes');
	if (!file || more.length > 0 || unknown)
		throw new StartRefusal('It is used like this: npm run restore -- file [--replace].');
	const replace = options.includes('--replace');
	if (replace && !options.includes('--yes')) await askTwice();
	await withDatabaseAlone(env, 'restore', async (target) => {
		const { createdAt, tables } = await restore(target, typedPath(file), { replace });
		const rows = tables.reduce((sum, table) => sum + table.rows, 0);
		process.stdout.write(
			`Everything is as it was on ${createdAt.slice(0, 16).replace('T', ' ')} UTC: ${rows} rows of ${tables.length} tables, every sum checked.\n`,
		);
	});
});

async function askTwice(): Promise<void> {
	if (!process.stdin.isTTY)
		throw new StartRefusal('--replace loses what is there; where nobody can be asked, say --yes too.');
	const asking = createInterface({ input: process.stdin, output: process.stdout });
	const word = await asking.question(
		'Everything that is in the database now will be lost. Type "replace" to go on: ',
	);
	asking.close();
	if (word.trim() !== 'replace') throw new StartRefusal('Nothing was changed.');
}
