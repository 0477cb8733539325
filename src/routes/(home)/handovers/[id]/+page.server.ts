import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { askToBringWords } from '#lib/components/handover/words.ts';
import type { Step } from '#lib/domain/handover-step.ts';
import { KNOCK_FINDINGS } from '#lib/domain/helping.ts';
import { SHORT_LENGTH } from '#lib/domain/listing.ts';
import type { Member } from '#lib/domain/member.ts';
import { listShelvesFor } from '#lib/server/corner/handover.ts';
import { begin } from '#lib/server/form/begin.ts';
import { isId, optionalId, said, text } from '#lib/server/form/fields.ts';
import { refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { recordKnock } from '#lib/server/listing/knock.ts';
import { takeStep } from '#lib/server/listing/step.ts';
import { thank } from '#lib/server/listing/talk.ts';
import { findHandoverView } from '#lib/server/listing/handover-view.ts';
import { hasWritten } from '#lib/server/listing/view-queries.ts';
import { notFound, requireActor, requireMay, requireMember } from '#lib/server/member.ts';
import { processPhoto } from '#lib/server/photo/process.ts';
import { presentHandover, seesNoDoor } from './shown.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const StepForm = v.object({
	reason: text(SHORT_LENGTH),
	corner: optionalId,
	// Photos come as files; text in their place would otherwise be lost without a word.
	photo: v.optional(v.literal('', 'photo.not_a_picture'), ''),
});
const KnockForm = v.object({ found: said(KNOCK_FINDINGS) });
const ThankForm = v.object({ text: v.pipe(text(SHORT_LENGTH), v.minLength(1, 'field.required')) });

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	const member = requireActor(locals);
	depends(`stairwell:handover:${params.id}`);
	const view = isId(params.id) ? await findHandoverView(locals.db, member, params.id) : null;
	if (!view) notFound();
	const shelves = view.steps.includes('left') ? await listShelvesFor(locals.db, view.listing, member) : [];
	const unseen = seesNoDoor(view, member);
	const asked = unseen && (await hasWritten(locals.db, view.listing.id, member.id));
	return {
		...presentHandover(view, member, locals.now, shelves),
		ask: unseen ? { to: `/listings/${view.listing.id}`, asked, words: askToBringWords() } : null,
		key: randomUUID(),
	};
};

const handoverOf = (id: string): string => (isId(id) ? id : notFound());

async function step(event: RequestEvent, member: Member, taken: Step) {
	const handoverId = handoverOf(event.params.id);
	const form = await begin(event, member, StepForm, LIMITS.change);
	if (!form.ok) return form.failure;
	const [file, ...more] = form.photos;
	if (more.length > 0) return refuse(form, { ok: false, code: 'photo.too_many', field: 'photo' }, 400);
	if (file) {
		const full = await refuseRoom(event, LIMITS.upload, member.id, form);
		if (full) return full;
	}
	const photo = file ? await processPhoto(new Uint8Array(await file.arrayBuffer())) : null;
	if (photo && !photo.ok)
		return refuse(form, { ...photo, field: 'photo' }, photo.code === 'photo.too_large' ? 413 : 400);
	const outcome = await takeStep(
		event.locals.db,
		form.by,
		{
			handoverId,
			step: taken,
			reason: form.value.reason,
			corner: form.value.corner,
			photo: photo?.value ?? null,
		},
		form.sent,
	);
	return outcome.ok ? redirect(303, `/handovers/${handoverId}`) : refuse(form, outcome);
}

export const actions: Actions = {
	bring: (event) => step(event, requireMember(event.locals), 'bring'),
	left: (event) => step(event, requireMember(event.locals), 'left'),
	receive: (event) => step(event, requireMember(event.locals), 'receive'),
	missing: (event) => step(event, requireMember(event.locals), 'missing'),
	release: (event) => step(event, requireMember(event.locals), 'release'),
	returned: (event) => step(event, requireMember(event.locals), 'returned'),
	knock: async (event) => {
		const member = requireMay(event.locals, 'knock');
		const handoverId = handoverOf(event.params.id);
		const form = await begin(event, member, KnockForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await recordKnock(
			event.locals.db,
			member,
			{ handoverId, found: form.value.found },
			form.sent,
		);
		return outcome.ok ? redirect(303, `/handovers/${handoverId}?knocked`) : refuse(form, outcome);
	},
	thank: async (event) => {
		const member = requireMember(event.locals);
		const handoverId = handoverOf(event.params.id);
		const form = await begin(event, member, ThankForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await thank(event.locals.db, form.by, { handoverId, text: form.value.text }, form.sent);
		return outcome.ok ? redirect(303, `/handovers/${handoverId}`) : refuse(form, outcome);
	},
};
