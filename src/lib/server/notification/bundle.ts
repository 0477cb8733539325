import { passesQuietHours, urgencyOf } from '../../domain/notification.ts';
import type { Job } from './became.ts';
import type { Taken } from './outbox.ts';
import type { Pace } from './pace.ts';

export type Ready = Omit<Job, 'lease' | 'others'>;
type Placed = Omit<Job, 'lease'> & { origin: string; held?: Date };

/** From so many for one phone at once they become one message. */
const FROM = 4;

/**
 * What goes out together: four or more for one phone – the night's news in the morning – are one message, and more than
 * a few a minute wait for its end. Urgent asks and news of one's own never wait and stand alone.
 */
export function bundle(ready: readonly Ready[], pace: Pace, at: Date): Placed[] {
	const alone = ready.filter(({ delivery }) => isPressing(delivery));
	const byDevice = new Map<string, Ready[]>();
	for (const one of ready.filter(({ delivery }) => !isPressing(delivery)))
		byDevice.set(one.device.id, [...(byDevice.get(one.device.id) ?? []), one]);
	const placed = alone.map((one) => ({ ...one, others: [], origin: one.delivery.origin }));
	return [...placed, ...[...byDevice.values()].flatMap((together) => ofOneDevice(together, pace, at))];
}

function ofOneDevice(together: Ready[], pace: Pace, at: Date): Placed[] {
	const newest = together.at(-1)!;
	const groups =
		together.length < FROM
			? together.map((one) => ({ one, others: [] as Taken[] }))
			: [{ one: newest, others: together.slice(0, -1).map(({ delivery }) => delivery) }];
	return groups.flatMap(({ one, others }) => {
		const { origin } = one.delivery;
		const held = pace.hold(one.device.id, at);
		if (!held) return [{ ...one, others, origin }];
		return [one.delivery, ...others].map((delivery) => ({ ...one, delivery, others: [], origin, held }));
	});
}

function isPressing({ code, listing }: Taken): boolean {
	return urgencyOf(code) === 'high' || passesQuietHours(code, listing?.ownUrgentAsk ?? false);
}
