import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import type * as v from 'valibot';
import type { Member } from '#lib/domain/member.ts';
import { CornerForm, PlainForm } from '#lib/server/corner/forms.ts';
import { closeCorner, editCorner, replaceCode } from '#lib/server/corner/keep.ts';
import { findOwnCorner } from '#lib/server/corner/view.ts';
import { isId } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { readOnePhoto } from '#lib/server/http/one-photo.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireSteward } from '#lib/server/member.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function cornerOf({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>, member: Member) {
	return (isId(params.id) ? await findOwnCorner(locals.db, member, params.id) : null) ?? notFound();
}

export const load: PageServerLoad = async (event) => {
	const member = requireSteward(event.locals);
	const { id, place, agreedBy, notHere, keeper, guests, photoId } = await cornerOf(event, member);
	return { id, corner: { place, agreedBy, notHere, keeper, guests, photoId }, key: randomUUID() };
};

async function begin<S extends v.GenericSchema<unknown, unknown>>(
	event: RequestEvent,
	member: Member,
	schema: S,
) {
	await cornerOf(event, member);
	const form = await readForm(event, schema);
	if (!form.ok) return form;
	const failure = await refuseRoom(event, LIMITS.change, member.id, form);
	return failure ? { ok: false as const, failure } : form;
}

export const actions: Actions = {
	save: async (event) => {
		const member = requireSteward(event.locals);
		const form = await begin(event, member, CornerForm);
		if (!form.ok) return form.failure;
		const read = await readOnePhoto(event, member.id, form);
		if (!read.ok) return read.failure;
		const { id } = event.params;
		const input = { ...form.value, photo: read.photo };
		const outcome = await editCorner(event.locals.db, member, id, input, form.sent);
		return outcome.ok ? redirect(303, `/corners/${id}?did=saved`) : refuse(form, outcome);
	},
	replace: async (event) => {
		const member = requireSteward(event.locals);
		const form = await begin(event, member, PlainForm);
		if (!form.ok) return form.failure;
		const { id } = event.params;
		const outcome = await replaceCode(event.locals.db, member, id, form.sent);
		return outcome.ok ? redirect(303, `/corners/${id}/poster?replaced`) : refuse(form, outcome);
	},
	close: async (event) => {
		const member = requireSteward(event.locals);
		const form = await begin(event, member, PlainForm);
		if (!form.ok) return form.failure;
		const outcome = await closeCorner(event.locals.db, member, event.params.id, form.sent);
		return outcome.ok ? redirect(303, '/corners') : refuse(form, outcome);
	},
};
