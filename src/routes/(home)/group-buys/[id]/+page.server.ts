import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { presentBuy } from '#lib/components/group-buy/order/present.ts';
import { readUnits } from '#lib/domain/amount.ts';
import { readMoney } from '#lib/domain/typed-money.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { begin } from '#lib/server/form/begin.ts';
import { isId } from '#lib/server/form/fields.ts';
import { refuse } from '#lib/server/form/form.ts';
import { OrderForm } from '#lib/server/group-buy/order-form.ts';
import { readWishes } from '#lib/server/group-buy/read-wishes.ts';
import { order, withdrawOrder } from '#lib/server/group-buy/order.ts';
import { confirm, reject } from '#lib/server/group-buy/confirm.ts';
import { sayPaid } from '#lib/server/group-buy/say-paid.ts';
import { listPayments } from '#lib/server/group-buy/payment-queries.ts';
import { takeOver } from '#lib/server/group-buy/people.ts';
import { signFor } from '#lib/server/group-buy/sign-for.ts';
import { reportProblem } from '#lib/server/group-buy/problem.ts';
import { findBuy, listLines } from '#lib/server/group-buy/queries.ts';
import { commentOnBuy, shareBuy } from '#lib/server/group-buy/talk.ts';
import { findBuyView } from '#lib/server/group-buy/view.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireActor, requireMember } from '#lib/server/member.ts';
import { readPhotos } from '#lib/server/photo/read-photos.ts';
import { AnswerForm, CommentForm, NothingForm, PaidForm, ProblemForm, YesForm } from './forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	const member = requireActor(locals);
	depends(`stairwell:group-buy:${params.id}`);
	const buy = isId(params.id) ? await findBuyView(locals.db, member, params.id, locals.now) : null;
	if (!buy) notFound();
	const reader = { now: locals.now, zone: member.zone, locale: getLocale() };
	const toConfirm = (await listPayments(locals.db, buy.id)).filter(
		(it) =>
			(it.kind === 'advance' || it.kind === 'repayment') &&
			it.residentId === member.id &&
			it.saidBy !== member.id &&
			!it.confirmedAt &&
			!it.rejectedAt,
	);
	return { buy: presentBuy(buy, member, reader, locals.env.origin, toConfirm), key: randomUUID() };
};

const buyOf = (id: string): string => (isId(id) ? id : notFound());

export const actions: Actions = {
	order: async (event) => {
		const member = requireMember(event.locals);
		const id = buyOf(event.params.id);
		const form = await begin(event, member, OrderForm, LIMITS.claim);
		if (!form.ok) return form.failure;
		const { lines, note } = form.value;
		const wishes = await readWishes(event.locals.db, lines);
		if (!wishes.ok) return refuse(form, wishes, 400);
		const input = { groupBuyId: id, lines: wishes.value, note };
		const outcome = await order(event.locals.db, form.by, input, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/${id}`) : refuse(form, outcome);
	},
	withdraw: async (event) => {
		const member = requireMember(event.locals);
		const id = buyOf(event.params.id);
		const form = await begin(event, member, NothingForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await withdrawOrder(event.locals.db, form.by, id, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/${id}`) : refuse(form, outcome);
	},
	paid: async (event) => {
		const member = requireMember(event.locals);
		const id = buyOf(event.params.id);
		const form = await begin(event, member, PaidForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const currency = (await findBuy(event.locals.db, id))?.currency ?? notFound();
		const amountMinor = readMoney(form.value.amount, currency);
		if (amountMinor === null)
			return refuse(form, { ok: false, code: 'group_buy.money_unreadable', field: 'amount' }, 400);
		const outcome = await sayPaid(event.locals.db, form.by, { id, ...form.value, amountMinor }, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/${id}#pay`) : refuse(form, outcome);
	},
	problem: async (event) => {
		const member = requireMember(event.locals);
		const id = buyOf(event.params.id);
		const form = await begin(event, member, ProblemForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const photos = await readPhotos(form.photos, 1);
		if (!photos.ok) return refuse(form, photos, photos.code === 'photo.busy' ? 409 : 400);
		const { line, note } = form.value;
		const menu = (await listLines(event.locals.db, id)).find((it) => it.id === line);
		const quantity = readUnits(form.value.quantity || '1', menu ?? { weighed: false, unit: '' });
		if (!quantity.ok) return refuse(form, { ...quantity, field: 'quantity' }, 400);
		const input = { id, lineId: line, quantity: quantity.value, note, photo: photos.value[0] ?? null };
		const outcome = await reportProblem(event.locals.db, form.by, input, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/${id}#problem`) : refuse(form, outcome);
	},
	comment: async (event) => {
		const member = requireMember(event.locals);
		const id = buyOf(event.params.id);
		const form = await begin(event, member, CommentForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await commentOnBuy(event.locals.db, form.by, { id, ...form.value }, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/${id}#words`) : refuse(form, outcome);
	},
	share: async (event) => {
		const member = requireMember(event.locals);
		const id = buyOf(event.params.id);
		const form = await begin(event, member, NothingForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await shareBuy(event.locals.db, form.by, { id, anew: false }, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/${id}#share`) : refuse(form, outcome);
	},
	take_over: async (event) => {
		const member = requireMember(event.locals);
		const id = buyOf(event.params.id);
		const form = await begin(event, member, YesForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await takeOver(event.locals.db, form.by, { id, yes: form.value.answer }, form.sent);
		if (!outcome.ok) return refuse(form, outcome);
		redirect(303, form.value.answer ? `/group-buys/${id}/manage` : `/group-buys/${id}`);
	},
	confirm: async (event) => {
		const member = requireMember(event.locals);
		const id = buyOf(event.params.id);
		const form = await begin(event, member, AnswerForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const { payment, answer } = form.value;
		const outcome = answer
			? await confirm(
					event.locals.db,
					form.by,
					{ id, payments: [payment], orders: [], single: null },
					form.sent,
				)
			: await reject(event.locals.db, form.by, { id, paymentId: payment, reason: '' }, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/${id}`) : refuse(form, outcome);
	},
	sign: async (event) => {
		const member = requireMember(event.locals);
		const id = buyOf(event.params.id);
		const form = await begin(event, member, NothingForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await signFor(event.locals.db, form.by, id, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/${id}`) : refuse(form, outcome);
	},
};
