import { queueWords } from '#lib/components/queue/words.ts';
import { isChatApp } from '#lib/domain/install.ts';
import { isConfirmed, isSteward } from '#lib/domain/member.ts';
import { ACTS } from '#lib/server/account/acting-pages.ts';
import { countWaiting } from '#lib/server/building/queries.ts';
import { shownReturnCode } from '#lib/server/http/return-code.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { requireMember } from '#lib/server/member.ts';
import { countUnread } from '#lib/server/notification/unread.ts';
import { shellWords } from '#lib/components/ui/shell-words.ts';
import { plateOf } from '#lib/components/building/door-name.ts';
import type { LayoutServerLoad } from './$types';

/** What stands around every page behind the door. It guards itself alone: each page calls its own guard. */
export const load: LayoutServerLoad = async ({ locals, cookies, request, route }) => {
	const member = requireMember(locals);
	const steward = isSteward(member);
	const newcomers = steward ? await countWaiting(locals.db, member.buildingId) : 0;
	const keepsCode = shownReturnCode(cookies, locals.env.origin.startsWith('https:')) !== undefined;
	const { acting } = locals;
	return {
		sizeWords: sizeWords(locals.textSize),
		me: member.id,
		inChat: isChatApp(request.headers.get('user-agent') ?? ''),
		queue: queueWords(),
		/** For whom a helper does everything just now, and what the banner over each page says. */
		acting: acting && {
			id: acting.id,
			door: plateOf(acting.door),
			/** Asked only while somebody stands in another's place, so that this runs with each page then, and only then. */
			own: !ACTS.has(route.id ?? ''),
			words: {
				label: m.people_acting_label(),
				doing: m.people_acting({ name: acting.name }),
				own: m.people_acting_own({ name: acting.name }),
				end: m.people_acting_end(),
			},
		},
		building: member.buildingName,
		steward,
		unread: await countUnread(locals.db, (acting ?? member).id),
		waiting: !isConfirmed(member),
		newcomers,
		shell: shellWords(),
		/** What is said above a page, where there is reason to. */
		said: {
			waiting: isConfirmed(member)
				? null
				: { title: m.account_waiting_title(), text: m.account_waiting_text() },
			codeToWriteDown: keepsCode ? { text: m.account_code_to_write(), show: m.account_code_show() } : null,
			old: m.home_old({ ago: '{ago}' }),
			newcomers: newcomers > 0 ? m.building_newcomers({ count: newcomers }) : null,
		},
	};
};

/** Only what this page says of its size: in the page's scripts every language would come along. */
function sizeWords(size: App.Locals['textSize']) {
	if (size === 'large')
		return {
			bar: {
				read: m.home_read(),
				stop: m.home_read_stop(),
				none: m.home_read_none(),
				normal: m.home_size_normal(),
				more: m.home_large_more(),
				ask: m.home_large_ask(),
				offer: m.home_large_offer(),
				find: m.home_large_find(),
			},
		};
	const large = m.home_size_large();
	if (size === 'normal') return { large };
	return {
		large,
		ask: {
			offer: m.home_size_offer(),
			large,
			no: m.home_size_offer_no(),
		},
	};
}
