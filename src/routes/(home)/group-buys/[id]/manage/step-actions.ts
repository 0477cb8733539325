import { redirect } from '@sveltejs/kit';
import type { Actions } from './$types';
import { refuse } from '#lib/server/form/form.ts';
import { allocate, arrive, type ArrivedLine } from '#lib/server/group-buy/arrive.ts';
import { approve, takeBuyStep } from '#lib/server/group-buy/steps.ts';
import { askForMore, extend, shareBuy } from '#lib/server/group-buy/talk.ts';
import type { BuyStep } from '#lib/domain/group-buy-steps.ts';
import { readUnits } from '#lib/domain/amount.ts';
import { done } from '#lib/domain/outcome.ts';
import { listLinesById } from '#lib/server/group-buy/queries.ts';
import { requireMember } from '#lib/server/member.ts';
import { answer, beginAct, noAmount, readAmount } from './begin.ts';
import { ArrivedForm, ExtendForm, NothingForm, StepForm } from './forms.ts';

type Act = NonNullable<Actions[string]>;

const step =
	(name: BuyStep): Act =>
	async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, StepForm(member.zone));
		if (!form.ok) return form.failure;
		const input = { id: form.id, step: name, ...form.value };
		return answer(form, await takeBuyStep(form.db, form.by, input, form.sent));
	};

/** The way of a group buy from draft to settled. */
export const stepActions = {
	open: step('open'),
	lock: step('lock'),
	reopen: step('reopen'),
	ordered: step('ordered'),
	pickup: step('pickup'),
	settle: step('settle'),
	unsettle: step('unsettle'),
	cancel: step('cancel'),
	fail: step('fail'),
	approve: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, NothingForm);
		if (!form.ok) return form.failure;
		const outcome = await approve(form.db, form.by, form.id, form.sent);
		// With the yes given there is no desk here for a steward any more.
		return outcome.ok ? redirect(303, `/group-buys/${form.id}`) : refuse(form, outcome);
	},
	extend: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, ExtendForm(member.zone));
		if (!form.ok) return form.failure;
		const { closesAt } = form.value;
		if (!closesAt) return refuse(form, { ok: false, code: 'field.required', field: 'closesAt' }, 400);
		return answer(form, await extend(form.db, form.by, { id: form.id, closesAt }, form.sent));
	},
	ask: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, NothingForm);
		if (!form.ok) return form.failure;
		return answer(form, await askForMore(form.db, form.by, form.id, form.sent));
	},
	share: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, NothingForm);
		if (!form.ok) return form.failure;
		return answer(form, await shareBuy(form.db, form.by, { id: form.id, anew: false }, form.sent), '#share');
	},
	arrived: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, ArrivedForm);
		if (!form.ok) return form.failure;
		const { fee, discount } = form.value;
		const lines: ArrivedLine[] = [];
		const menu = await listLinesById(
			form.db,
			form.value.lines.map((it) => it.lineId),
		);
		for (const { lineId, arrived, total, substitute } of form.value.lines) {
			const line = menu.get(lineId) ?? { weighed: false, unit: '' };
			const came = arrived === '' ? done(null) : readUnits(arrived, line);
			if (!came.ok) return refuse(form, { ...came, field: `lines.${lineId}.arrived` }, 400);
			const totalMinor = total === '' ? null : await readAmount(event, total);
			if (total !== '' && (totalMinor === null || totalMinor < 0))
				return noAmount(form, `lines.${lineId}.total`);
			lines.push({ lineId, arrived: came.value, totalMinor, substitute });
		}
		const feeMinor = fee === '' ? null : await readAmount(event, fee);
		if (fee !== '' && (feeMinor === null || feeMinor < 0)) return noAmount(form, 'fee');
		const discountMinor = discount === '' ? null : await readAmount(event, discount);
		if (discount !== '' && (discountMinor === null || discountMinor < 0)) return noAmount(form, 'discount');
		const input = { id: form.id, lines, feeMinor, discountMinor };
		return answer(form, await arrive(form.db, form.by, input, form.sent));
	},
	allocate: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, NothingForm);
		if (!form.ok) return form.failure;
		return answer(form, await allocate(form.db, form.by, form.id, form.sent));
	},
} satisfies Actions;
