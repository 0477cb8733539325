import { sayCards } from '#lib/components/group-buy/cards.ts';
import { isConfirmed } from '#lib/domain/member.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { listBuys } from '#lib/server/group-buy/list.ts';
import { requireActor } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	const member = requireActor(locals);
	depends('stairwell:group-buys');
	const reader = { now: locals.now, zone: member.zone, locale: getLocale() };
	return {
		...sayCards(await listBuys(locals.db, member), reader),
		mayOpen: isConfirmed(member) && !locals.acting,
	};
};
