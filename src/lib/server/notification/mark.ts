import type { Db } from '../db/connect.ts';
import { log } from '../log.ts';
import { forgetDevices, markDeliveries, type Mark } from './outbox.ts';

const AT_ONCE = 200;
/** Milliseconds: what is written in one go costs the disk once. */
const WAIT = 50;
const AFTER_FAILURE = 1000;

type About = { origin: string; endpoint?: string | undefined };

export type Marking = {
	add(mark: Mark, about?: About): void;
	flush(): Promise<void>;
	idle(): boolean;
	stop(): Promise<void>;
};

/** Collects what became of deliveries and writes it down many at a time; without a database it is kept and tried again. */
export function startMarking(db: Db, now: () => Date): Marking {
	let marks: Mark[] = [];
	let gone: string[] = [];
	let failed = new Map<string, number>();
	let writing: Promise<void> | null = null;
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;

	function add(mark: Mark, about?: About): void {
		marks.push(mark);
		if (about?.endpoint) gone.push(about.endpoint);
		if (about && mark.state === 'failed') {
			const key = `${about.origin} ${mark.status ?? 'unsendable'}`;
			failed.set(key, (failed.get(key) ?? 0) + 1);
		}
		if (marks.length >= AT_ONCE) void flush();
		else timer ??= setTimeout(() => void flush(), WAIT);
	}

	function flush(): Promise<void> {
		return (writing ??= write().finally(() => {
			writing = null;
			if (marks.length > 0 && !stopped) timer ??= setTimeout(() => void flush(), WAIT);
		}));
	}

	async function write(): Promise<void> {
		clearTimeout(timer);
		timer = undefined;
		while (marks.length > 0) {
			const [some, devices, bad] = [marks, gone, failed];
			[marks, gone, failed] = [[], [], new Map()];
			try {
				await markDeliveries(db, some, now());
				if (devices.length > 0) await forgetDevices(db, devices, now());
			} catch (error) {
				log.error('writing down what was sent failed, trying again', { count: some.length, error });
				marks = [...some, ...marks];
				gone = [...devices, ...gone];
				if (stopped) return;
				await new Promise((resolve) => setTimeout(resolve, AFTER_FAILURE));
			}
			// Origin and status only: an endpoint is a secret.
			for (const [what, count] of bad) log.warn('pushes were refused', { what, count });
		}
	}

	return {
		add,
		flush,
		idle: () => marks.length === 0 && writing === null,
		stop: async () => {
			stopped = true;
			await writing;
			await flush();
			clearTimeout(timer);
		},
	};
}
