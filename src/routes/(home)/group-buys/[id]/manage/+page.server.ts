import { randomUUID } from 'node:crypto';
import { isId } from '#lib/server/form/fields.ts';
import { asValues } from '#lib/server/group-buy/copy.ts';
import { chatTexts } from '#lib/server/group-buy/chat.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
import { findBuy, listLines } from '#lib/server/group-buy/queries.ts';
import { localInput } from '#lib/domain/time.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { notFound, requireMember } from '#lib/server/member.ts';
import { menuActions } from './menu-actions.ts';
import { moneyActions } from './money-actions.ts';
import { pickupActions } from './pickup-actions.ts';
import { sideActions } from './side-actions.ts';
import { stepActions } from './step-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	const member = requireMember(locals);
	depends(`stairwell:group-buy:${params.id}`);
	const desk = isId(params.id) ? await findDesk(locals.db, member, params.id, locals.now) : null;
	if (!desk) notFound();
	const buy = (await findBuy(locals.db, desk.id)) ?? notFound();
	const edits = desk.role === 'organiser' && (buy.state === 'draft' || buy.state === 'open');
	const values = edits
		? {
				...asValues(buy, await listLines(locals.db, buy.id)),
				closesAt: localInput(buy.closesAt, member.zone),
			}
		: null;
	const texts = chatTexts(desk, member, locals.env.origin, getLocale(), locals.now);
	return { desk, texts, values, key: randomUUID(), origin: locals.env.origin };
};

export const actions: Actions = {
	...menuActions,
	...stepActions,
	...pickupActions,
	...moneyActions,
	...sideActions,
};
