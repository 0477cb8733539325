import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

// Pids are used again, so a pid alone names nobody. Linux has /proc; elsewhere (macOS) `ps` answers.
const hasProc = existsSync('/proc/self/stat');

/** Differs between two processes that had the same pid one after the other; null when none runs, or only a zombie. */
export function startMarkOf(pid: number): string | null {
	if (!hasProc) {
		const [state, ...started] = ps(pid, 'stat=', 'lstart=').split(/\s+/);
		return !state || state.startsWith('Z') ? null : started.join(' ');
	}
	const stat = readProc(pid, 'stat');
	// The second field is the program's name in brackets and may hold anything; state is the 3rd, start the 22nd.
	const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return !state || state === 'Z' || state === 'X' ? null : (rest[18] ?? null);
}

export function commandOf(pid: number): string {
	return hasProc ? readProc(pid, 'cmdline').replaceAll('\0', ' ') : ps(pid, 'command=');
}

/** Two processes with the same view see each other's pids: not so in two containers, or before and after a reboot. */
export function processView(): string {
	if (!hasProc) return hostname();
	const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
	return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
}

/** The processes whose current folder this is, as all of PostgreSQL's are; none can be found without /proc. */
export function listProcessesIn(folder: string): number[] {
	if (!hasProc) return [];
	const pids = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number);
	return pids.filter((pid) => unlessGone(() => readlinkSync(`/proc/${pid}/cwd`)) === folder);
}

function readProc(pid: number, file: string): string {
	return unlessGone(() => readFileSync(`/proc/${pid}/${file}`, 'utf8'));
}

/** '' when the process has gone in the meantime or is somebody else's. */
function unlessGone(read: () => string): string {
	try {
		return read();
	} catch (error) {
		if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
			return '';
		throw error;
	}
}

function ps(pid: number, ...columns: string[]): string {
	try {
		const options = {
			encoding: 'utf8',
			env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/bin:/usr/bin' },
			stdio: 'pipe',
		} as const;
		return execFileSync(
			'ps',
			['-ww', ...columns.flatMap((each) => ['-o', each]), '-p', String(pid)],
			options,
		).trim();
	} catch (error) {
		// Status 1 with nothing said is how ps says that there is no such process.
		if ((error as { status?: number }).status === 1) return '';
		throw error;
	}
}
