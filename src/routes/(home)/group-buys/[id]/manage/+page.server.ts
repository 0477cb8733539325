import { randomUUID } from 'node:crypto';
import { presentDesk } from '#lib/components/group-buy/desk/present.ts';
import { isId } from '#lib/server/form/fields.ts';
import { chatTexts } from '#lib/server/group-buy/chat.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
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
	const reader = { now: locals.now, zone: member.zone, locale: getLocale() };
	const texts = chatTexts(desk, member, locals.env.origin, getLocale());
	return {
		desk: presentDesk(desk, texts, member, locals.env.origin, reader),
		titles: desk.lines.map((line): [string, string] => [line.id, line.title]),
		key: randomUUID(),
	};
};

export const actions: Actions = {
	...menuActions,
	...stepActions,
	...pickupActions,
	...moneyActions,
	...sideActions,
};
