import { randomUUID } from 'node:crypto';
import type { Actions } from './$types';
import { refuse } from '#lib/server/form/form.ts';
import { paste, readPasted } from '#lib/server/group-buy/paste.ts';
import { setHelper, takeOver } from '#lib/server/group-buy/people.ts';
import { readWishes } from '#lib/server/group-buy/read-wishes.ts';
import { answerInvitation, invite, orderOutside } from '#lib/server/group-buy/sides.ts';
import { requireMember } from '#lib/server/member.ts';
import { answer, beginAct } from './begin.ts';
import { AcceptForm, HandOverForm, HelperForm, InviteForm, OrderForForm, PasteForm } from './forms.ts';

/** Who else takes part, helps, or takes over. */
export const sideActions = {
	invite: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, InviteForm);
		if (!form.ok) return form.failure;
		const input = { id: form.id, name: form.value.name };
		return answer(form, await invite(form.db, form.by, input, form.sent), '#sides');
	},
	// For scripts: what a browser does where it was asked, behind the link or on the page for everybody.
	accept: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, AcceptForm);
		if (!form.ok) return form.failure;
		const { code } = form.value;
		const yes = { id: form.id, yes: true };
		return code === ''
			? answer(form, await takeOver(form.db, form.by, yes, form.sent))
			: answer(form, await answerInvitation(form.db, form.by, { code, ...yes }, form.sent));
	},
	helper: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, HelperForm);
		if (!form.ok) return form.failure;
		const { resident, task, remove } = form.value;
		const input = { id: form.id, residentId: resident, task, remove };
		return answer(form, await setHelper(form.db, form.by, input, form.sent), '#helpers');
	},
	hand_over: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, HandOverForm);
		if (!form.ok) return form.failure;
		const { resident, remove } = form.value;
		const input = { id: form.id, residentId: resident, task: 'organiser' as const, remove };
		return answer(form, await setHelper(form.db, form.by, input, form.sent), '#helpers');
	},
	order_for: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, OrderForForm);
		if (!form.ok) return form.failure;
		const { side, door, lines, note } = form.value;
		const wishes = await readWishes(form.db, lines);
		if (!wishes.ok) return refuse(form, wishes, 400);
		const orders = [{ door, lines: wishes.value, note }];
		const input = { code: null, id: form.id, sideId: side, organiser: '', orders };
		return answer(form, await orderOutside(form.db, form.by, input, form.sent), '#orders');
	},
	paste: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, PasteForm);
		if (!form.ok) return form.failure;
		const input = { id: form.id, text: form.value.text, sideId: form.value.side };
		if (form.value.do === 'read') {
			const read = await readPasted(form.db, form.by, input);
			if (!read.ok) return refuse(form, read, 400);
			return { pasted: read.value.pasted, kept: 0, key: randomUUID(), values: form.values };
		}
		const outcome = await paste(form.db, form.by, input, form.sent);
		if (!outcome.ok) return refuse(form, outcome);
		return {
			...outcome.value,
			key: randomUUID(),
			values: { ...form.values, text: doubtful(outcome.value.pasted) },
		};
	},
} satisfies Actions;

/** Only what somebody has to look at stays in the field. */
function doubtful(pasted: { source: string }[]): string {
	return pasted.map((it) => it.source).join('\n');
}
