import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { buyWords } from '#lib/components/group-buy/form/words.ts';
import { localInput } from '#lib/domain/time.ts';
import { begin } from '#lib/server/form/begin.ts';
import { isId } from '#lib/server/form/fields.ts';
import { refuse } from '#lib/server/form/form.ts';
import { asValues } from '#lib/server/group-buy/copy.ts';
import { findDesk } from '#lib/server/group-buy/desk.ts';
import { BuyForm, readDraft, sentFields, withMenuRead } from '#lib/server/group-buy/draft-form.ts';
import { edit } from '#lib/server/group-buy/edit.ts';
import { findBuy, listLines } from '#lib/server/group-buy/queries.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireMember } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

/** Menu and terms, as long as they may change; only for the organiser. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const member = requireMember(locals);
	const desk = isId(params.id) ? await findDesk(locals.db, member, params.id, locals.now) : null;
	if (desk?.role !== 'organiser' || !['draft', 'open'].includes(desk.state)) notFound();
	const buy = (await findBuy(locals.db, desk.id)) ?? notFound();
	return {
		id: buy.id,
		title: buy.title,
		open: buy.state === 'open',
		key: randomUUID(),
		words: buyWords(),
		start: {
			...asValues(buy, await listLines(locals.db, buy.id)),
			opensAt: buy.opensAt === null ? '' : localInput(buy.opensAt, member.zone),
			closesAt: localInput(buy.closesAt, member.zone),
			from: '',
		},
	};
};

export const actions: Actions = {
	default: async (event) => {
		const member = requireMember(event.locals);
		const { id } = event.params;
		if (!isId(id)) notFound();
		const form = await begin(event, member, BuyForm(member.zone), LIMITS.change);
		if (!form.ok) return form.failure;
		if (form.value.do === 'read') return { read: true, key: randomUUID(), values: withMenuRead(form.values) };
		const read = readDraft(form.value, form.by.zone, event.locals.now);
		if (!read.ok) return refuse(form, read, 400);
		const input = { ...read.value, photo: null, from: null, sent: sentFields(form.values) };
		const outcome = await edit(event.locals.db, form.by, id, input, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/${id}/manage`) : refuse(form, outcome);
	},
};
