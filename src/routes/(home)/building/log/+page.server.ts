import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayTime } from '#lib/i18n/when.ts';
import { sayDeed } from '#lib/components/building/deeds.ts';
import { listLog } from '#lib/server/building/log.ts';
import { requireMay } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

/** What was done in the building's name, for everybody who lives here. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const member = requireMay(locals, 'read_log');
	const before = Number(url.searchParams.get('before')) || null;
	const { rows, next } = await listLog(locals.db, member, before);
	return {
		rows: rows.map((row) => ({
			id: row.id,
			by: row.by || m.people_gone(),
			what: sayDeed(row.kind, row.detail, row.self),
			about: row.self ? null : row.about,
			listingId: row.listingId,
			reason: row.reason,
			at: sayTime(row.at, locals.now, member.zone, getLocale()),
		})),
		next,
		first: before === null,
	};
};
