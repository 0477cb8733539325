import { log } from './log.ts';

/** In this order: event streams are ended, then requests finish, then timers and workers, then the database. */
export type StopPhase = 'streams' | 'work' | 'database';
type StopStep = () => unknown;

interface Lifecycle {
	stopping: boolean;
	steps: Record<StopPhase, StopStep[]>;
}

// The start file and the server are separate bundles, each with its own copy of this module.
const key = Symbol.for('stairwell.lifecycle');
const shared = globalThis as { [key]?: Lifecycle };
const lifecycle = (shared[key] ??= { stopping: false, steps: { streams: [], work: [], database: [] } });

export function onStop(phase: StopPhase, step: StopStep): void {
	lifecycle.steps[phase].push(step);
}

/** True from the first phase on: no new event stream may be opened then, it would only hold up the end. */
export function isStopping(): boolean {
	return lifecycle.stopping;
}

/** Runs the steps of a phase once, the latest first, and answers after `limit` milliseconds at the latest. */
export async function stopPhase(phase: StopPhase, limit = 10_000): Promise<void> {
	lifecycle.stopping = true;
	const steps = lifecycle.steps[phase].splice(0).reverse();
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<void>((resolve) => {
		timer = setTimeout(() => {
			log.warn('stopping takes too long, going on', { phase, limit });
			resolve();
		}, limit);
	});
	await Promise.race([runAll(phase, steps), late]);
	clearTimeout(timer);
}

// One step that fails must not keep the database from being stopped properly.
async function runAll(phase: StopPhase, steps: StopStep[]): Promise<void> {
	for (const step of steps) {
		try {
			await step();
		} catch (error) {
			log.error('a step of stopping failed', { phase, error });
		}
	}
}
