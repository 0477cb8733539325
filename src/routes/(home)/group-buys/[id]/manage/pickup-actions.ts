import type { Actions } from './$types';
import { refuse } from '#lib/server/form/form.ts';
import { callOut, collectAndCall, pack, type PickupAct } from '#lib/server/group-buy/pickup.ts';
import { requireMember } from '#lib/server/member.ts';
import { answer, beginAct } from './begin.ts';
import { CallForm, FetchedForm, PackedForm, readNumbers } from './forms.ts';

type Act = NonNullable<Actions[string]>;

const calling =
	(act: PickupAct): Act =>
	async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, CallForm);
		if (!form.ok) return form.failure;
		const { number, order, floor, count, side, undo } = form.value;
		const numbers = readNumbers(number);
		if (numbers === null)
			return refuse(form, { ok: false, code: 'field.not_a_number', field: 'number' }, 400);
		const which = { numbers, orders: order ? [order] : [], floor, count, sideId: side };
		const input = { id: form.id, act: undo && act === 'collected' ? 'uncollected' : act, which } as const;
		return answer(form, await callOut(form.db, form.by, input, form.sent), '#pickup');
	};

/** Packing, calling, handing over. */
export const pickupActions = {
	packed: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, PackedForm);
		if (!form.ok) return form.failure;
		const { order, line, packed } = form.value;
		const input = { id: form.id, orderId: order, lineId: line, packed };
		return answer(form, await pack(form.db, form.by, input, form.sent), '#packing');
	},
	call: calling('call'),
	recall: calling('recall'),
	skip: calling('skip'),
	collected: calling('collected'),
	left: calling('left'),
	collected_next: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, FetchedForm);
		if (!form.ok) return form.failure;
		const input = { id: form.id, orderId: form.value.order };
		return answer(form, await collectAndCall(form.db, form.by, input, form.sent), '#calling');
	},
} satisfies Actions;
