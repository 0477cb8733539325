import { sayState } from '#lib/components/handover/say.ts';
import type { Member } from '#lib/domain/member.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import { readCursor, writeCursor } from '#lib/server/listing/board.ts';
import { listMine, type Mine } from '#lib/server/listing/mine.ts';
import { requireActor } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	const member = requireActor(locals);
	depends('stairwell:mine');
	const before = readCursor(url.searchParams.get('before'));
	const { active, past, next } = await listMine(locals.db, member, before);
	const row = (it: Mine) => asRow(it, member, locals.now);
	return { active: active.map(row), past: past.map(row), next: writeCursor(next), first: before === null };
};

function asRow(it: Mine, member: Member, now: Date) {
	const unit = it.partUnit ?? it.unit;
	const amount = unit === '' ? String(it.quantity) : `${it.quantity} ${unit}`;
	const kept = it.state === 'reserved' && it.side !== 'receiver';
	const time = (at: Date) => sayTime(at, now, member.zone, getLocale());
	return {
		id: it.id,
		title: it.partTitle ? `${it.title} · ${it.partTitle}` : it.title,
		category: it.category,
		direction: it.direction,
		photo: it.coverPhotoId,
		gives: it.side === 'giver',
		amount,
		state: kept ? m.handover_state_reserved_them() : sayState(it.state),
		// The clock matters to those who still have to do something by then; of the rest, when it began.
		until:
			it.state === 'reserved' && it.windowEndsAt
				? m.handover_mine_until({ time: time(it.windowEndsAt) })
				: null,
		since: time(it.createdAt),
	};
}
