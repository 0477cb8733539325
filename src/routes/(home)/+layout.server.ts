import { isConfirmed, isSteward } from '#lib/domain/member.ts';
import { countWaiting } from '#lib/server/building/queries.ts';
import { shownReturnCode } from '#lib/server/http/return-code.ts';
import { requireMember } from '#lib/server/member.ts';
import { countUnread } from '#lib/server/notification/unread.ts';
import type { LayoutServerLoad } from './$types';

/** What stands around every page behind the door. It guards itself alone: each page calls its own guard. */
export const load: LayoutServerLoad = async ({ locals, cookies }) => {
	const member = requireMember(locals);
	const steward = isSteward(member);
	return {
		building: member.buildingName,
		steward,
		waiting: !isConfirmed(member),
		unread: await countUnread(locals.db, member.id),
		newcomers: steward ? await countWaiting(locals.db, member.buildingId) : 0,
		codeToWriteDown: shownReturnCode(cookies, locals.env.origin.startsWith('https:')) !== undefined,
	};
};
