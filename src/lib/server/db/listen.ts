import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../log.ts';
import { connect, type Connection, type DatabaseTarget } from './connect.ts';

const PAUSE = 500;

/**
 * Hears what is said on channels (NOTIFY) until the answer is called. `onConnected` is called each time it begins to
 * hear: what was said before that is lost, so look then for what is waiting. (postgres.js has a `listen` of its own,
 * which falls silent for good when the database is away at its first try to come back.)
 */
export function listen(
	target: DatabaseTarget,
	hear: Record<string, (payload: string) => void>,
	onConnected: () => void,
): () => Promise<void> {
	let stopped = false;
	let connection: Connection | undefined;

	async function hearUntilLost(): Promise<void> {
		let onClose = (): void => {};
		const lost = new Promise<void>((resolve) => (onClose = resolve));
		const onNotify = (channel: string, payload: string): void => hear[channel]?.(payload);
		const { sql } = (connection = connect(target, { max: 1, name: 'stairwell listen', onNotify, onClose }));
		for (const channel of Object.keys(hear)) await sql`listen ${sql(channel)}`;
		onConnected();
		await lost;
	}

	async function keepHearing(): Promise<void> {
		while (!stopped) {
			await hearUntilLost().catch((error: unknown) => {
				if (!stopped) log.warn('cannot hear the database', { error });
			});
			await connection?.close();
			if (!stopped) await sleep(PAUSE);
		}
	}

	const hearing = keepHearing();
	return async () => {
		stopped = true;
		await connection?.close();
		await hearing;
	};
}
