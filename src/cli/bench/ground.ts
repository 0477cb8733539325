import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Connection, type DatabaseTarget, type Sql } from '#lib/server/db/connect.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { findRunningDatabase } from '#lib/server/db/running.ts';
import { App, freePort, SETUP_TOKEN } from '../load/app.ts';
import { type Building, join as joinBuilding, type Person, setUpBuilding } from '../load/people.ts';
import { Receiver } from '../load/receiver.ts';

/** A fresh installation that is measured: the app, its database, a building of a thousand doors, a push service. */
export type Ground = {
	app: App;
	sql: Sql;
	target: DatabaseTarget;
	dataFolder: string;
	receiver: Receiver;
	building: Building;
	/** As many neighbours as that, signed in; the same ones each time. */
	people(count: number): Promise<Person[]>;
	/** A further app process on the same database. */
	anotherApp(env?: Record<string, string>): Promise<App>;
};

const FLOORS = 10;

/** `outside`: the address of a server on which a database of its own is made for this, and dropped. */
export async function withGround<T>(
	outside: string | undefined,
	act: (ground: Ground) => Promise<T>,
): Promise<T> {
	const dataFolder = mkdtempSync(join(tmpdir(), 'stairwell-bench-'));
	const receiver = await Receiver.start();
	const made = outside ? await makeDatabase(outside) : null;
	const env = { STAIRWELL_PUSH_HOSTS: receiver.host, ...(made ? asEnvironment(made.target) : {}) };
	const apps = [new App({ port: await freePort(), dataFolder, env })];
	const [app] = apps as [App];
	let connection: Connection | undefined;
	try {
		await app.ready();
		const target = made?.target ?? findRunningDatabase(dataFolder)!;
		connection = connect(target, { max: 4, name: 'bench' });
		const building = await setUpBuilding(app.options.port, SETUP_TOKEN, FLOORS);
		const joined: Person[] = [];
		return await act({
			app,
			sql: connection.sql,
			target,
			dataFolder,
			receiver,
			building,
			people: async (count) => {
				while (joined.length < count)
					joined.push(
						...(await Promise.all(
							Array.from({ length: Math.min(20, count - joined.length) }, (_, i) =>
								joinBuilding(building, joined.length + i),
							),
						)),
					);
				return joined.slice(0, count);
			},
			anotherApp: async (more = {}) => {
				const another = new App({
					port: await freePort(),
					dataFolder,
					env: { ...env, ...asEnvironment(target), ...more },
				});
				apps.push(another);
				await another.ready();
				return another;
			},
		});
	} finally {
		await connection?.close();
		// The first one holds the database.
		for (const each of apps.reverse()) await each.stop();
		await made?.drop();
		receiver.stop();
		rmSync(dataFolder, { recursive: true, force: true });
	}
}

/** How another process reaches it: a socket has no address of its own, libpq's variables name it. */
function asEnvironment(target: DatabaseTarget): Record<string, string> {
	if (typeof target === 'string') return { DATABASE_URL: target };
	const { host, port, user, password, database } = target;
	return {
		DATABASE_URL: `postgres:///${database}`,
		PGHOST: host,
		PGPORT: String(port),
		PGUSER: user,
		PGPASSWORD: password,
	};
}

/** An empty, migrated database of its own on the same server. */
export async function freshDatabase(
	server: DatabaseTarget,
): Promise<{ target: DatabaseTarget; drop(): Promise<void> }> {
	const made = await makeDatabase(server);
	await migrate(made.target);
	return made;
}

async function makeDatabase(
	server: DatabaseTarget,
): Promise<{ target: DatabaseTarget; drop(): Promise<void> }> {
	const name = `stairwell_bench_${randomBytes(4).toString('hex')}`;
	const { sql, close } = connect(server, { max: 1, name: 'bench' });
	await sql`create database ${sql(name)}`;
	return {
		target: within(server, name),
		drop: async () => {
			await sql`drop database if exists ${sql(name)} with (force)`;
			await close();
		},
	};
}

function within(server: DatabaseTarget, database: string): DatabaseTarget {
	if (typeof server !== 'string') return { ...server, database };
	return Object.assign(new URL(server), { pathname: `/${database}` }).href;
}
