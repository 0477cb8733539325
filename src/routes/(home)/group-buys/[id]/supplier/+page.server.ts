import { saySupplier } from '#lib/components/group-buy/desk/present.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { isChatApp } from '#lib/domain/install.ts';
import { supplierText } from '#lib/server/group-buy/chat.ts';
import { isId } from '#lib/server/form/fields.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
import { notFound, requireMember } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

/** The supplier's order, to be printed; for whoever runs the whole group buy. */
export const load: PageServerLoad = async ({ locals, params, request }) => {
	const member = requireMember(locals);
	const desk = isId(params.id) ? await findDesk(locals.db, member, params.id, locals.now) : null;
	if (desk?.role !== 'organiser') notFound();
	const reader = { now: locals.now, zone: member.zone, locale: getLocale() };
	return {
		order: saySupplier(desk, member, locals.env.origin, reader),
		/** Where nothing can be printed or saved. */
		text: isChatApp(request.headers.get('user-agent') ?? '') ? supplierText(desk, getLocale()) : null,
	};
};
