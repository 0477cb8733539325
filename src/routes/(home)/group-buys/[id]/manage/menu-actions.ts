import type { Actions } from './$types';
import { refuse } from '#lib/server/form/form.ts';
import { BuyForm, readDraft, sentFields } from '#lib/server/group-buy/draft-form.ts';
import { edit } from '#lib/server/group-buy/edit.ts';
import { changePayment } from '#lib/server/group-buy/payment-terms.ts';
import { pictureLine } from '#lib/server/group-buy/picture-line.ts';
import { requireMember } from '#lib/server/member.ts';
import { readPhotos } from '#lib/server/photo/read-photos.ts';
import { answer, beginAct } from './begin.ts';
import { PaymentForm, PictureForm } from './forms.ts';

/** What the group buy says, its menu, its pictures, and how to pay. */
export const menuActions = {
	edit: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, BuyForm(member.zone));
		if (!form.ok) return form.failure;
		const read = readDraft(form.value, member.zone, event.locals.now);
		if (!read.ok) return refuse(form, read, 400);
		const photos = await readPhotos(form.photos, 1);
		if (!photos.ok) return refuse(form, photos, photos.code === 'photo.busy' ? 409 : 400);
		const input = {
			...read.value,
			photo: photos.value[0] ?? null,
			from: null,
			sent: sentFields(form.values),
		};
		return answer(form, await edit(form.db, form.by, form.id, input, form.sent));
	},
	photo: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, PictureForm);
		if (!form.ok) return form.failure;
		const photos = await readPhotos(form.photos, 1);
		if (!photos.ok) return refuse(form, photos, photos.code === 'photo.busy' ? 409 : 400);
		const [photo] = photos.value;
		if (!photo) return refuse(form, { ok: false, code: 'field.required', field: 'photo' }, 400);
		const input = { id: form.id, lineId: form.value.line, photo };
		return answer(form, await pictureLine(form.db, form.by, input, form.sent));
	},
	payment: async (event) => {
		const member = requireMember(event.locals);
		const form = await beginAct(event, member, PaymentForm);
		if (!form.ok) return form.failure;
		const photos = await readPhotos(form.photos, 1);
		if (!photos.ok) return refuse(form, photos, photos.code === 'photo.busy' ? 409 : 400);
		const input = { id: form.id, payment: form.value.payment, photo: photos.value[0] ?? null };
		return answer(form, await changePayment(form.db, form.by, input, form.sent));
	},
} satisfies Actions;
