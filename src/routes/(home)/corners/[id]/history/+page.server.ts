import { sayAmount } from '#lib/components/corner/say.ts';
import { byDay } from '#lib/components/building/by-day.ts';
import type { Movement } from '#lib/domain/corner.ts';
import { dayOf } from '#lib/domain/time.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayClock, sayDay } from '#lib/i18n/when.ts';
import { findHistory } from '#lib/server/corner/history.ts';
import { findOwnCorner } from '#lib/server/corner/view.ts';
import { isId } from '#lib/server/form/fields.ts';
import { notFound, requireSteward } from '#lib/server/member.ts';
import { readMovement } from '../shown.ts';
import type { PageServerLoad } from './$types';

const did: Record<Movement, (words: { amount: string }) => string> = {
	left: m.corner_history_left,
	taken: m.corner_history_taken,
	counted: m.corner_history_counted,
	removed: m.corner_history_removed,
	undone: m.corner_history_undone,
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const member = requireSteward(locals);
	const corner = isId(params.id) ? await findOwnCorner(locals.db, member, params.id) : null;
	const before = readMovement(url.searchParams.get('before'));
	const found = corner && (await findHistory(locals.db, member, corner, before, locals.now));
	if (!found) notFound();
	const { now } = locals;
	const locale = getLocale();
	const today = dayOf(now, member.zone);
	const address = (photo: string | null) => photo && `/photos/${photo}`;
	const whoDid = ({ by, guest, whom }: (typeof found.trail)[number]) => {
		if (!by) return guest ? m.corner_history_guest() : m.people_gone();
		return whom ? m.corner_history_for({ by: by.name, name: whom.name }) : by.name;
	};
	return {
		id: corner.id,
		place: corner.place,
		next: found.next,
		days: byDay(
			found.trail,
			(it) => ({
				id: it.id,
				at: it.at.toISOString(),
				time: sayClock(it.at, member.zone, locale),
				door: it.whom?.door ?? it.by?.door ?? null,
				who: whoDid(it),
				title: it.title,
				what: did[it.kind]({ amount: sayAmount(it.quantity, it.unit, locale) }),
				after:
					it.after === 0
						? m.corner_gone_tag()
						: m.corner_history_after({ after: sayAmount(it.after, it.unit, locale) }),
				reason: it.reason,
			}),
			{ now, zone: member.zone, locale },
		),
		fastest: found.fastest.map((it) => ({
			title: it.title,
			category: it.category,
			photo: address(it.photo),
			amount: sayAmount(it.taken, it.unit, locale),
		})),
		expiring: found.expiring.map((it) => ({
			id: it.id,
			title: it.title,
			category: it.category,
			photo: address(it.photo),
			past: it.past,
			amount: sayAmount(it.quantity, it.unit, locale),
			day: it.past
				? m.corner_past({ day: sayDay(it.bestBefore, today, locale) })
				: m.corner_best_before({ day: sayDay(it.bestBefore, today, locale) }),
		})),
	};
};
