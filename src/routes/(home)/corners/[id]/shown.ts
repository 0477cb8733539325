import { insideWords, shelfWords } from '#lib/components/corner/words.ts';
import { sayAmount, sayShelf, shelfForChat } from '#lib/components/corner/say.ts';
import { usualUnit } from '#lib/components/listing/usual-unit.ts';
import type { Member } from '#lib/domain/member.ts';
import { UNDO_WITHIN } from '#lib/domain/corner.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { CornerRow } from '#lib/server/corner/queries.ts';
import type { findUndoable } from '#lib/server/corner/take.ts';
import type { ShelfView } from '#lib/server/corner/view.ts';

type Undoable = Awaited<ReturnType<typeof findUndoable>>;

/** What just happened, and until when it can be taken back. `passing`: goes by itself, each under its own number. */
export function sayDone(done: Undoable, did: string | null) {
	if (done) {
		const locale = getLocale();
		const unit = done.unit || usualUnit(done.category, false, locale);
		const what = `${done.title} ${sayAmount(done.quantity, unit, locale)}`;
		const said = done.undone
			? m.corner_did_undone()
			: done.kind === 'taken'
				? m.corner_did_taken({ what })
				: m.corner_did_left({ what });
		return {
			text: said,
			undo: done.until ? { movement: done.id, until: done.until.getTime() + UNDO_WITHIN } : null,
			passing: done.undone ? 0 : done.id,
		};
	}
	const said: Record<string, () => string> = {
		undone: m.corner_did_undone,
		counted: m.corner_did_counted,
		noted: m.corner_did_noted,
		removed: m.corner_did_removed,
		swept: m.corner_did_swept,
		wished: m.corner_did_wished,
		withdrawn: m.corner_did_withdrawn,
		followed: m.corner_did_followed,
		unfollowed: m.corner_did_unfollowed,
		saved: m.corner_did_saved,
	};
	const text = did === null ? undefined : said[did]?.();
	return text === undefined ? null : { text, undo: null, passing: did === 'undone' ? 0 : null };
}

/** The id of a movement as an address carries it. */
export function readMovement(typed: string | null): number | null {
	return typed !== null && /^\d{1,9}$/.test(typed) ? Number(typed) : null;
}

/** The whole page of somebody of the building. */
export function presentCorner(corner: CornerRow, view: ShelfView, member: Member, now: Date, origin: string) {
	const locale = getLocale();
	const path = `/corners/${corner.id}`;
	return {
		shelf: sayShelf(view, { now, zone: member.zone, locale, path, photos: '/photos/', mayTake: true }),
		words: shelfWords(),
		more: { ...insideWords(), sweep: m.corner_sweep({ count: view.items.filter((it) => it.past).length }) },
		chat: shelfForChat(
			{ building: member.buildingName, place: corner.place, items: view.items, wishes: view.wishes },
			`${origin}/s/${corner.shareCode}`,
			locale,
		),
	};
}
