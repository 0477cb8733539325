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

/** Before each line: most deeds are about somebody, the others about the house. */
const icons: { [D in Deed]?: IconName } = {
	hidden: 'board',
	report_closed: 'info',
	doors_added: 'door',
	door_split: 'door',
	settings: 'settings',
	code_replaced: 'board',
	exported: 'share',
};

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
				...sayDeed(row.kind, row.detail, { self: row.self, named: row.about !== null, locale }),
				icon: icons[row.kind] ?? ('people' as const),
				about:
					row.about && !row.self ? { name: row.about.name || m.people_gone(), door: row.about.door } : null,
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
