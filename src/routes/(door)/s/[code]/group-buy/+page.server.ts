import { randomUUID } from 'node:crypto';
import { presentShared } from '#lib/components/group-buy/shared/present.ts';
import { queueWords } from '#lib/components/queue/words.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { findKnown, sideOf } from '#lib/server/group-buy/access.ts';
import { findSharedBuy } from '#lib/server/group-buy/shared.ts';
import { orderByLink } from '#lib/server/http/order-by-link.ts';
import { notFound } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

/** For everybody with the link; opening it changes nothing. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const buy = (await findSharedBuy(locals.db, params.code, locals.now)) ?? notFound();
	const { member } = locals;
	const known = member && (await findKnown(locals.db, buy.id));
	const inside = member !== null && known !== null && sideOf(known, member) !== null;
	return {
		buy: presentShared(buy, locals.now, getLocale()),
		queue: queueWords(),
		key: randomUUID(),
		address: `${locals.env.origin}/s/${params.code}`,
		visitor: member === null ? 'guest' : inside ? 'neighbour' : 'stranger',
		href: inside ? `/group-buys/${buy.id}` : null,
	} as const;
};

export const actions: Actions = { default: (event) => orderByLink(event) };
