import { chownSync, closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Writes a file that only its owner may read: whole or not at all, and still there after a power cut. */
export function writePrivate(
	file: string,
	text: string,
	owner: { uid: number; gid: number } | null = null,
): void {
	const unfinished = `${file}.new`;
	const descriptor = openSync(unfinished, 'w', 0o600);
	writeSync(descriptor, text);
	fsyncSync(descriptor);
	closeSync(descriptor);
	if (owner) chownSync(unfinished, owner.uid, owner.gid);
	renameSync(unfinished, file);
}
