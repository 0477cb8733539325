import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type InferOutput, number, object, parse, string } from 'valibot';
import type { DatabaseTarget } from './connect.ts';
import { findPostmaster } from './postmaster.ts';
import { writePrivate } from './private-file.ts';

const Target = object({
	host: string(),
	port: number(),
	user: string(),
	password: string(),
	database: string(),
});
export type SocketTarget = InferOutput<typeof Target>;

const fileOf = (dataFolder: string): string => join(dataFolder, 'database.json');

/** How to reach the embedded database that runs on this data folder at the moment, or null. For other processes. */
export function findRunningDatabase(dataFolder: string): DatabaseTarget | null {
	return findPostmaster(join(dataFolder, 'database')) === null ? null : readTarget(dataFolder);
}

export function readTarget(dataFolder: string): SocketTarget | null {
	const file = fileOf(dataFolder);
	return existsSync(file) ? parse(Target, JSON.parse(readFileSync(file, 'utf8'))) : null;
}

export function writeTarget(dataFolder: string, target: SocketTarget): void {
	writePrivate(fileOf(dataFolder), JSON.stringify(target));
}

export function removeTarget(dataFolder: string): void {
	rmSync(fileOf(dataFolder), { force: true });
}
