import type { Actions } from './$types';
import { adjust, type AdjustInput } from '#lib/server/group-buy/adjust.ts';
import { advance, paySide, paySupplier } from '#lib/server/group-buy/advance.ts';
import { confirm, reject } from '#lib/server/group-buy/confirm.ts';
import { remindOfMoney } from '#lib/server/group-buy/remind.ts';
import { reverse } from '#lib/server/group-buy/reverse.ts';
import { resolveProblem } from '#lib/server/group-buy/problem.ts';
import { requireMember } from '#lib/server/member.ts';
import { answer, beginAct, noAmount, readAmount } from './begin.ts';
import {
	AdjustForm,
	AdvanceForm,
	ConfirmForm,
	NothingForm,
	RejectForm,
	ResolveForm,
	ReverseForm,
	SidePaidForm,
	SupplierForm,
} from './forms.ts';

type Act = NonNullable<Actions[string]>;

const adjusting =
	(kind: AdjustInput['kind']): Act =>
	async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, AdjustForm);
		if (!form.ok) return form.failure;
		const { order, amount, reason } = form.value;
		const amountMinor = amount === '' ? null : await readAmount(event, amount);
		if (amount !== '' && amountMinor === null) return noAmount(form);
		const input = { id: form.id, orderId: order, kind, amountMinor, reason };
		return answer(form, await adjust(form.db, form.by, input, form.sent), '#money');
	};

const advancing =
	(kind: 'advance' | 'repayment'): Act =>
	async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, AdvanceForm);
		if (!form.ok) return form.failure;
		const { resident, amount, note, method } = form.value;
		const amountMinor = await readAmount(event, amount);
		if (amountMinor === null) return noAmount(form);
		const input = { id: form.id, kind, residentId: resident, amountMinor, note, method };
		return answer(form, await advance(form.db, form.by, input, form.sent), '#money');
	};

/** Everything that ends in the books. */
export const moneyActions = {
	confirm: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, ConfirmForm);
		if (!form.ok) return form.failure;
		const { payments, orders, order, amount, method } = form.value;
		const amountMinor = order ? await readAmount(event, amount) : 0;
		if (amountMinor === null || (order !== null && amountMinor <= 0)) return noAmount(form);
		const single = order ? { orderId: order, amountMinor, method } : null;
		const input = { id: form.id, payments, orders, single };
		return answer(form, await confirm(form.db, form.by, input, form.sent), '#money');
	},
	reject: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, RejectForm);
		if (!form.ok) return form.failure;
		const { payment, reason } = form.value;
		const input = { id: form.id, paymentId: payment, reason };
		return answer(form, await reject(form.db, form.by, input, form.sent), '#money');
	},
	reverse: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, ReverseForm);
		if (!form.ok) return form.failure;
		const { move, reason } = form.value;
		const input = { id: form.id, moveId: move, reason };
		return answer(form, await reverse(form.db, form.by, input, form.sent), '#money');
	},
	refund: adjusting('refund'),
	carry: adjusting('carried'),
	write_off: adjusting('written_off'),
	advance: advancing('advance'),
	repay: advancing('repayment'),
	supplier: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, SupplierForm);
		if (!form.ok) return form.failure;
		const amountMinor = await readAmount(event, form.value.amount);
		if (amountMinor === null) return noAmount(form);
		const input = { id: form.id, amountMinor, note: form.value.note };
		return answer(form, await paySupplier(form.db, form.by, input, form.sent), '#money');
	},
	side_paid: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, SidePaidForm);
		if (!form.ok) return form.failure;
		const { side, amount, note, method } = form.value;
		const amountMinor = await readAmount(event, amount);
		if (amountMinor === null) return noAmount(form);
		const input = { id: form.id, sideId: side, amountMinor, note, method };
		return answer(form, await paySide(form.db, form.by, input, form.sent), '#money');
	},
	remind: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, NothingForm);
		if (!form.ok) return form.failure;
		return answer(form, await remindOfMoney(form.db, form.by, form.id, form.sent), '#money');
	},
	resolve: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, ResolveForm);
		if (!form.ok) return form.failure;
		const { problem, credit, bearer, answer: said } = form.value;
		const creditMinor = credit === '' ? 0 : await readAmount(event, credit);
		if (creditMinor === null || creditMinor < 0) return noAmount(form, 'credit');
		const input = { id: form.id, problemId: problem, creditMinor, bearer, answer: said };
		return answer(form, await resolveProblem(form.db, form.by, input, form.sent), '#problems');
	},
} satisfies Actions;
