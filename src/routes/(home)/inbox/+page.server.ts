import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { dayOf } from '#lib/domain/time.ts';
import { begin } from '#lib/server/form/begin.ts';
import { optionalId } from '#lib/server/form/fields.ts';
import { refuse } from '#lib/server/form/form.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireActor, requireMember } from '#lib/server/member.ts';
import { markRead } from '#lib/server/notification/read.ts';
import { countUnread } from '#lib/server/notification/unread.ts';
import { findMatters } from './inbox.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const member = requireActor(event.locals);
	event.depends('live:inbox');
	const { locals, url } = event;
	return {
		...(await findMatters(event, member)),
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
		const form = await begin(event, member, v.object({ id: optionalId }), LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await markRead(event.locals.db, form.by, form.value.id, form.sent);
		return outcome.ok ? { read: outcome.value.read } : refuse(form, outcome);
	},
};
