import { isConfirmed, isSteward } from '#lib/domain/member.ts';
import { countWaiting } from '#lib/server/building/queries.ts';
import { shownReturnCode } from '#lib/server/http/return-code.ts';
import { requireMember } from '#lib/server/member.ts';
import { countUnread } from '#lib/server/notification/unread.ts';
import { shellWords } from '#lib/components/ui/shell-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { LayoutServerLoad } from './$types';

/** What stands around every page behind the door. It guards itself alone: each page calls its own guard. */
export const load: LayoutServerLoad = async ({ locals, cookies }) => {
	const member = requireMember(locals);
	const steward = isSteward(member);
	const newcomers = steward ? await countWaiting(locals.db, member.buildingId) : 0;
	const keepsCode = shownReturnCode(cookies, locals.env.origin.startsWith('https:')) !== undefined;
	return {
		building: member.buildingName,
		steward,
		unread: await countUnread(locals.db, member.id),
		waiting: !isConfirmed(member),
		newcomers,
		shell: shellWords(),
		/** What is said above a page, where there is reason to. */
		said: {
			waiting: isConfirmed(member)
				? null
				: { title: m.account_waiting_title(), text: m.account_waiting_text() },
			codeToWriteDown: keepsCode ? { text: m.account_code_to_write(), show: m.account_code_show() } : null,
			newcomers: newcomers > 0 ? m.building_newcomers({ count: newcomers }) : null,
		},
	};
};
