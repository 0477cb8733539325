import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { dayOf } from '#lib/domain/time.ts';
import { optionalId } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMember } from '#lib/server/member.ts';
import { markRead } from '#lib/server/notification/read.ts';
import { countUnread } from '#lib/server/notification/unread.ts';
import { findInbox } from './inbox.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const member = requireMember(event.locals);
	event.depends('live:inbox');
	const { locals, url } = event;
	return {
		...(await findInbox(event, member)),
		unread: await countUnread(locals.db, member.id),
		later: url.searchParams.has('before'),
		zone: member.zone,
		today: dayOf(locals.now, member.zone),
		yesterday: dayOf(new Date(locals.now.getTime() - 86_400_000), member.zone),
		key: randomUUID(),
	};
};

export const actions: Actions = {
	/** One (`id`), or all of it. */
	read: async (event) => {
		const member = requireMember(event.locals);
		const form = await readForm(event, v.object({ id: optionalId }));
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const outcome = await markRead(event.locals.db, member, form.value.id, form.sent);
		return outcome.ok ? { read: outcome.value.read } : refuse(form, outcome);
	},
};
