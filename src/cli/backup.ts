import { connect } from '#lib/server/db/connect.ts';
import { backUp } from '#lib/server/db/dump.ts';
import { keepSetting } from '#lib/server/installation/settings.ts';
import { StartRefusal } from '#lib/server/start-refusal.ts';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { run, typedPath, withDatabaseAsItIs } from './database/with-database.ts';

// npm run backup [file]: everything in one file, while the app goes on running.
await run(async (env, [typed]) => {
	const now = new Date(Date.now() + env.clockShift);
	const file = typedPath(typed ?? `stairwell-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.backup`);
	if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
		throw new StartRefusal(`There is no folder ${dirname(file)}: make it first.`);
	await withDatabaseAsItIs(env, 'backup', async (target) => {
		const { tables } = await backUp(target, file, now);
		const { db, close } = connect(target, { max: 1, name: 'stairwell backup' });
		await keepSetting(db, 'backup_at', now.toISOString()).finally(close);
		const rows = tables.reduce((sum, table) => sum + table.rows, 0);
		const size = (statSync(file).size / 1024 / 1024).toFixed(1);
		process.stdout.write(`${rows} rows of ${tables.length} tables are in ${file} (${size} MB).\n`);
		process.stdout.write(
			'It holds everything, also keys and photos: keep it where only you can read it, and not on this machine alone.\n',
		);
	});
});
