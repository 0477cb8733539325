import type { IconName } from '#lib/components/ui/Icon.svelte';
import { byDay } from '#lib/components/building/by-day.ts';
import { sayDeed } from '#lib/components/building/deeds.ts';
import type { Deed } from '#lib/domain/order.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayClock } from '#lib/i18n/when.ts';
import { listLog } from '#lib/server/building/log.ts';
import { requireMay } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

/** Stands where no door does: most deeds are about somebody, the others about the house. */
const icons: { [D in Deed]?: IconName } = {
	hidden: 'board',
	report_closed: 'info',
	doors_added: 'door',
	settings: 'key',
	code_replaced: 'board',
	exported: 'share',
};

/** A name follows: after a Chinese colon without a space. */
const before = (said: string) => (said.endsWith('：') ? said : `${said} `);

/** What was done in the building's name, for everybody who lives here. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const member = requireMay(locals, 'read_log');
	const until = Number(url.searchParams.get('before')) || null;
	const { rows, next } = await listLog(locals.db, member, until);
	const locale = getLocale();
	const { zone } = member;
	return {
		days: byDay(
			rows,
			(row) => ({
				id: row.id,
				by: row.by || m.people_gone(),
				what: before(sayDeed(row.kind, row.detail, row.self)),
				door: row.about?.door || (row.kind === 'door_split' && row.detail.door?.toString()) || null,
				icon: icons[row.kind] ?? ('people' as const),
				about: row.about && !row.self ? row.about.name || m.people_gone() : null,
				listingId: row.listingId,
				reason: row.reason,
				at: row.at.toISOString(),
				time: sayClock(row.at, zone, locale),
			}),
			{ now: locals.now, zone, locale },
		),
		next,
	};
};
