import { plateOf } from '#lib/components/building/door-name.ts';
import { sayState } from '#lib/components/handover/say.ts';
import type { Member } from '#lib/domain/member.ts';
import { isReadersTurn } from '#lib/domain/turn.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import { whole } from '#lib/i18n/whole.ts';
import type { Mine } from '#lib/server/listing/mine.ts';

/** What is under way, said in the reader's language: what waits for them first, their own posts with all who are in line. */
export function presentActive(active: Mine[], member: Member, now: Date) {
	const entries = inPosts(active).map((of) => ({
		todo: of.some(needsReader),
		shown: of.length === 1 ? asRow(of[0]!, member, now) : asPost(of, member, now),
	}));
	return {
		todo: entries.filter((it) => it.todo).map((it) => it.shown),
		rest: entries.filter((it) => !it.todo).map((it) => it.shown),
	};
}

/** What others claimed of one's own post stands together; everything one claimed oneself is its own. */
function inPosts(rows: Mine[]): Mine[][] {
	const found = new Map<string, Mine[]>();
	for (const row of rows) {
		const key = row.posts ? row.listingId : row.id;
		found.set(key, [...(found.get(key) ?? []), row]);
	}
	return [...found.values()];
}

function needsReader(it: Mine): boolean {
	return it.side !== null && isReadersTurn({ ...it, side: it.side });
}

export function asRow(it: Mine, member: Member, now: Date) {
	return {
		...head(it),
		href: `/handovers/${it.id}`,
		title: it.partTitle ? `${it.title} · ${it.partTitle}` : it.title,
		stands: stateOf(it, member, now),
		held: [],
		line: null,
	};
}

function asPost(of: Mine[], member: Member, now: Date) {
	const [first] = of;
	const it = first!;
	const href = `/listings/${it.listingId}`;
	const waiting = of.filter((one) => one.state === 'waiting');
	const held = of.filter((one) => one.state !== 'waiting');
	const count = new Set(waiting.map((one) => one.claimantHouseholdId)).size;
	const draws = it.allocation === 'draw' && it.drawnAt === null;
	const line = count === 0 ? null : sayLine(it, draws, count);
	const time = draws && it.drawAt ? sayTime(it.drawAt, now, member.zone, getLocale()) : null;
	const drawn = time && whole(m.handover_mine_drawn({ time }));
	return {
		...head(it),
		href,
		amount: null,
		door: null,
		building: null,
		// Nobody has any of it yet: how many would like it is what there is to say.
		stands: held.length === 0 && line ? { state: line, soon: false, when: drawn } : null,
		held: held.map((one) => ({
			id: one.id,
			door: one.door === null ? null : plateOf(one.door),
			building: one.building,
			amount: one.partTitle ? `${one.partTitle} · ${amountOf(one)}` : amountOf(one),
			...stateOf(one, member, now),
		})),
		line: held.length === 0 ? null : line,
	};
}

function head(it: Mine) {
	return {
		id: it.id,
		title: it.title,
		category: it.category,
		direction: it.direction,
		photo: it.coverPhotoId,
		gives: it.side === 'giver',
		amount: amountOf(it) as string | null,
		door: it.door === null ? null : plateOf(it.door),
		building: it.building as string | null,
	};
}

function amountOf(it: Mine): string {
	const unit = it.partUnit ?? it.unit;
	return unit === '' ? String(it.quantity) : whole(`${it.quantity} ${unit}`);
}

function stateOf(it: Mine, member: Member, now: Date) {
	const time = (at: Date) => sayTime(at, now, member.zone, getLocale());
	// The clock matters to those who still have to do something by then; of the rest, since when it stands so.
	const until = it.state === 'reserved' && it.windowEndsAt ? time(it.windowEndsAt) : null;
	const kept = it.state === 'reserved' && it.side !== 'receiver';
	return {
		state: kept ? m.handover_state_reserved_them() : sayState(it.state),
		soon: until !== null,
		when: whole(until === null ? time(it.changedAt) : m.handover_mine_until({ time: until })),
	};
}

function sayLine({ allocation, direction }: Mine, draws: boolean, count: number): string {
	if (draws) return m.handover_mine_draw({ count });
	if (allocation !== 'poster_chooses') return m.listing_waiting({ count });
	return direction === 'ask' ? m.listing_waiting_chosen_ask({ count }) : m.listing_waiting_chosen({ count });
}

export type ShownMine = ReturnType<typeof asRow> | ReturnType<typeof asPost>;
