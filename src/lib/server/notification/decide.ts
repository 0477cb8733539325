import type { Code } from '../../domain/notification.ts';
import { keepFor, passesQuietHours } from '../../domain/notification.ts';
import { afterQuiet, isQuiet } from '../../domain/time.ts';
import type { Taken } from './outbox.ts';

export type Decision =
	| { kind: 'send'; ttl: number; deadline: Date }
	/** Quiet hours: not before then. */
	| { kind: 'later'; at: Date }
	/** Read, muted, or not true any more. */
	| { kind: 'stale' }
	/** There is no such browser any more. */
	| { kind: 'gone' }
	/** Tried as long as it was worth it. */
	| { kind: 'failed' };

/** News only while there is something to be had, or to be done. */
const WHILE_OPEN: readonly Code[] = [
	'listing.posted',
	'listing.urgent',
	'listing.urgent_near',
	'listing.urgent_phones',
	'listing.free_again',
];
/** How late a first try may be, when nothing ran for a while. */
const GRACE = 6 * 3_600_000;

/** Looks at a delivery once more before it is sent: between the change and now, hours or the whole story may have passed. */
export function decide(delivery: Taken, now: Date): Decision {
	if (!delivery.device) return { kind: 'gone' };
	if (delivery.left || delivery.read || delivery.muted || isOver(delivery, now)) return { kind: 'stale' };
	const quiet = { from: delivery.quietFrom, to: delivery.quietTo };
	const passes = passesQuietHours(delivery.code, delivery.listing?.ownUrgentAsk ?? false);
	if (!passes && isQuiet(now, quiet, delivery.zone))
		return { kind: 'later', at: afterQuiet(now, quiet, delivery.zone) };
	const createdAt = new Date(delivery.createdAt);
	const from = passes ? createdAt : afterQuiet(createdAt, quiet, delivery.zone);
	const keep = keepFor(delivery.code);
	const deadline = new Date(from.getTime() + keep * 1000 + (delivery.attempts === 0 ? GRACE : 0));
	if (deadline <= now) return { kind: delivery.attempts === 0 ? 'stale' : 'failed' };
	return {
		kind: 'send',
		ttl: Math.min(keep, Math.ceil((deadline.getTime() - now.getTime()) / 1000)),
		deadline,
	};
}

function isOver({ code, whileState, handoverState, listing, ofCorner, corner }: Taken, now: Date): boolean {
	if (ofCorner && (!corner || isOverAtShelf(code, corner))) return true;
	if (whileState !== null && whileState !== handoverState) return true;
	if (!listing || !WHILE_OPEN.includes(code)) return false;
	return listing.status !== 'open' || new Date(listing.until) <= now || !listing.free;
}

/** What came has been taken meanwhile, what was empty is full again. */
function isOverAtShelf(code: Code, { stock, wishes }: NonNullable<Taken['corner']>): boolean {
	if (code === 'corner.empty') return stock > 0;
	if (code === 'corner.left' || code === 'corner.count_wanted') return stock === 0;
	return code === 'corner.wished' && wishes === 0;
}

const FIRST = 10_000;
const LONGEST = 30 * 60_000;

/** Milliseconds until the next try: doubling, and spread out so that not all come back at once. */
export function backoff(attempts: number, random: () => number): number {
	return Math.min(FIRST * 2 ** attempts, LONGEST) * (0.5 + random());
}
