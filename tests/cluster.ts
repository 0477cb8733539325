import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, type DatabaseTarget } from '#lib/server/db/connect.ts';
import { startEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { TEMPLATE, within } from './databases.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		server: DatabaseTarget;
	}
}

/** One PostgreSQL for the whole run, with one migrated database that the others are copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { target, stop } = await findServer();
	const { sql, close } = connect(target, { max: 1 });
	await sql`drop database if exists ${sql(TEMPLATE)} with (force)`;
	await sql`create database ${sql(TEMPLATE)}`;
	await migrate(within(target, TEMPLATE));
	project.provide('server', target);
	return async () => {
		await sql`drop database ${sql(TEMPLATE)}`;
		await close();
		await stop();
	};
}

async function findServer(): Promise<{ target: DatabaseTarget; stop(): Promise<void> }> {
	const given = process.env.TEST_DATABASE_URL;
	if (given) return { target: given, stop: async () => {} };
	const folder = mkdtempSync(join(tmpdir(), 'stairwell-test-'));
	// Four test files at once, each with some sixty connections that race.
	const { target, stop } = await startEmbedded(folder, {
		address: 'the tests',
		settings: { max_connections: '400' },
	});
	return {
		target,
		stop: async () => {
			await stop();
			rmSync(folder, { recursive: true });
		},
	};
}
