import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { presentOutside } from '#lib/components/group-buy/shared/present.ts';
import { NAME_LENGTH } from '#lib/domain/account.ts';
import { takesOrders } from '#lib/domain/group-buy.ts';
import { queueWords } from '#lib/components/queue/words.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { begin } from '#lib/server/form/begin.ts';
import { line, text } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { readWishes } from '#lib/server/group-buy/read-wishes.ts';
import { OrderForm } from '#lib/server/group-buy/order-form.ts';
import { findSideView, pasteOutside } from '#lib/server/group-buy/outside.ts';
import { answerInvitation, findInvitation, mayAccept, orderOutside } from '#lib/server/group-buy/sides.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireMember } from '#lib/server/member.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Whoever holds the link is its guard: 128 bits, made for one building or compound. Opening it changes nothing. */
const invited = async ({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) =>
	(await findInvitation(locals.db, params.code)) ?? notFound();

export const load: PageServerLoad = async (event) => {
	const invitation = await invited(event);
	const { locals, params } = event;
	const { buy } = invitation.known;
	const side = await findSideView(locals.db, invitation, locals.now);
	const open = takesOrders(buy, locals.now);
	return {
		view: presentOutside(side, open, getLocale()),
		code: params.code,
		queue: queueWords(),
		key: randomUUID(),
		signedIn: locals.member !== null,
		mayAccept: await mayAccept(locals.db, invitation, locals.member),
		href:
			locals.member && invitation.side.buildingId === locals.member.buildingId
				? `/group-buys/${buy.id}`
				: null,
	};
};

const Nothing = v.object({});
const Outside = v.intersect([v.looseObject({ door: line(30), organiser: text(NAME_LENGTH) }), OrderForm]);
const Paste = v.object({ text: text(20_000), organiser: text(NAME_LENGTH), do: text(10) });

const answer = (yes: boolean) => async (event: RequestEvent) => {
	const member = requireMember(event.locals);
	const form = await begin(event, member, Nothing, LIMITS.change);
	if (!form.ok) return form.failure;
	const { code } = event.params;
	const outcome = await answerInvitation(event.locals.db, form.by, { code, yes }, form.sent);
	if (!outcome.ok) return refuse(form, outcome);
	redirect(303, yes ? `/group-buys/${outcome.value.id}/manage` : '/group-buys');
};

export const actions: Actions = {
	accept: answer(true),
	decline: answer(false),
	order: async (event) => {
		await invited(event);
		const { locals, params } = event;
		const form = await readForm(event, Outside);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.outside, params.code, form);
		if (full) return full;
		const { door, organiser, lines, note } = form.value;
		const wishes = await readWishes(locals.db, lines);
		if (!wishes.ok) return refuse(form, wishes, 400);
		const orders = [{ door, lines: wishes.value, note }];
		const input = { code: params.code, id: null, sideId: null, organiser, orders };
		const outcome = await orderOutside(locals.db, null, input, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/join/${params.code}`) : refuse(form, outcome);
	},
	paste: async (event) => {
		const invitation = await invited(event);
		const { locals, params } = event;
		const form = await readForm(event, Paste);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.outside, params.code, form);
		if (full) return full;
		const { text: pasted, organiser } = form.value;
		const keep = form.value.do !== 'read';
		const input = { code: params.code, text: pasted, organiser, keep };
		const outcome = await pasteOutside(locals.db, invitation, input, form.sent);
		if (!outcome.ok) return refuse(form, outcome);
		return { ...outcome.value, key: randomUUID(), values: form.values };
	},
};
