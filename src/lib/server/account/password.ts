import { hash, verify } from '@node-rs/argon2';
import { secret } from '../installation/settings.ts';

/** OWASP's first choice for argon2id, which is the library's default algorithm: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** libuv has four threads; photos and compression need the others. */
const AT_ONCE = 2;

let running = 0;
const queue: (() => void)[] = [];

/** Runs off the main thread, two at once; the others wait their turn. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
	if (running >= AT_ONCE) await new Promise<void>((free) => queue.push(free));
	else running++;
	try {
		return await work();
	} finally {
		// The place goes straight to the next in the queue, so that nobody slips in between.
		const next = queue.shift();
		if (next) next();
		else running--;
	}
}

export function hashPassword(password: string): Promise<string> {
	return inTurn(() => hash(password.normalize('NFKC'), COST));
}

let nobodys: Promise<string> | undefined;

/** Takes the same time for somebody without a password: theirs is compared with a hash that nothing fits. */
export async function verifyPassword(kept: string | null, typed: string): Promise<boolean> {
	nobodys ??= hashPassword(secret(16));
	const against = kept ?? (await nobodys);
	const fits = await inTurn(() => verify(against, typed.normalize('NFKC')));
	return fits && kept !== null;
}
