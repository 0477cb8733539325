import { randomUUID } from 'node:crypto';
import { presentCalling } from '#lib/components/group-buy/desk/calling.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { isId } from '#lib/server/form/fields.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
import { notFound, requireMember } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

const FIND_LENGTH = 30;

/** The calling screen; its forms are those of the desk. */
export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	const member = requireMember(locals);
	depends(`stairwell:group-buy:${params.id}`);
	const desk = isId(params.id) ? await findDesk(locals.db, member, params.id, locals.now) : null;
	const reader = { now: locals.now, zone: member.zone, locale: getLocale() };
	const find = (url.searchParams.get('find') ?? '').trim().slice(0, FIND_LENGTH);
	const calling = desk && presentCalling(desk, member, locals.env.origin, reader, find);
	if (!calling) notFound();
	return { id: desk.id, title: desk.title, calling, find, me: member.id, key: randomUUID() };
};
