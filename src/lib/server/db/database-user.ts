import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartRefusal } from '../start-refusal.ts';

/** Whom PostgreSQL runs as. It refuses root, so root lends it another user; anybody else runs it as themselves. */
export interface DatabaseUser {
	name: string;
	uid: number;
	gid: number;
}

/** Null when the database runs as the very user we are. */
export function chooseDatabaseUser(cluster: string): DatabaseUser | null {
	if (process.getuid?.() !== 0) return null;
	const owner = statSync(cluster, { throwIfNoEntry: false });
	// A database keeps its user, even where an account "postgres" has come to the machine since.
	if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid };
	for (const name of ['postgres', '_postgres', 'nobody']) {
		const found = findAccount(name);
		if (found) return found;
	}
	throw new StartRefusal(
		'PostgreSQL refuses to run as root and there is no user "postgres" or "nobody": start Stairwell as an ordinary user.',
	);
}

function findAccount(name: string): DatabaseUser | null {
	const ask = (flag: string): number =>
		Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
	// `id` leaves with 1 for a name that nobody has.
	if (spawnSync('id', ['-u', name]).status !== 0) return null;
	const found = { name, uid: ask('-u'), gid: ask('-g') };
	return found.uid > 0 ? found : null;
}

/** Makes the data folder and sees to it that the database user can enter it; answers its real path. */
export function prepareDataFolder(dataFolder: string, user: DatabaseUser | null): string {
	const firstMade = mkdirSync(dataFolder, { recursive: true, mode: user ? 0o711 : 0o700 });
	if (!user) return realpathSync(dataFolder);
	// A strict umask closes what was just made; and a folder of root's own that was handed to us may be opened.
	for (let folder = dataFolder; firstMade && folder.length >= firstMade.length; folder = dirname(folder))
		admit(folder);
	const real = realpathSync(dataFolder);
	if (statSync(real).uid === 0) admit(real);
	if (!canEnter(real, user)) throw new StartRefusal(whyNot(real, user));
	return real;
}

/** Makes a folder that belongs to the database user alone. */
export function makeFolderOf(user: DatabaseUser | null, folder: string): string {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	if (user) chownSync(folder, user.uid, user.gid);
	return folder;
}

/** A copy made by root belongs to root; the database wants its own files back. */
export function giveTree(folder: string, user: DatabaseUser): void {
	lchownSync(folder, user.uid, user.gid);
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) giveTree(path, user);
		else lchownSync(path, user.uid, user.gid);
	}
}

/** Really tries, because modes alone say nothing of access lists and mount options. */
export function canEnter(folder: string, user: DatabaseUser): boolean {
	const options = { uid: user.uid, gid: user.gid, cwd: '/' };
	const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], options);
	if (tried.error) throw tried.error;
	return tried.status === 0;
}

function admit(folder: string): void {
	chmodSync(folder, (statSync(folder).mode & 0o7777) | 0o001);
}

function whyNot(dataFolder: string, user: DatabaseUser): string {
	let closed = dataFolder;
	while (closed !== dirname(closed) && !canEnter(dirname(closed), user)) closed = dirname(closed);
	return `The database runs as ${user.name} and cannot enter ${closed}, where its data is to be (${dataFolder}): run "chmod o+x ${closed}", or set STAIRWELL_DATA to a folder outside it, such as /var/lib/stairwell.`;
}
