import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { isId } from '#lib/server/form/fields.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { begin } from '#lib/server/form/begin.ts';
import { refuse } from '#lib/server/form/form.ts';
import { choose } from '#lib/server/listing/choose.ts';
import { claim } from '#lib/server/listing/claim.ts';
import { hide, withdraw } from '#lib/server/listing/close.ts';
import { giveByHand } from '#lib/server/listing/give-by-hand.ts';
import { share } from '#lib/server/listing/share.ts';
import { comment, report, setUrgency } from '#lib/server/listing/talk.ts';
import { findListingView } from '#lib/server/listing/view.ts';
import { notFound, requireActor, requireMember } from '#lib/server/member.ts';
import { presentListing } from './shown.ts';
import {
	ChooseForm,
	ClaimForm,
	CommentForm,
	GiveForm,
	HideForm,
	ReportForm,
	ShareForm,
	UrgencyForm,
	WithdrawForm,
} from './forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
	const member = requireActor(locals);
	depends(`stairwell:listing:${params.id}`);
	const view = isId(params.id) ? await findListingView(locals.db, member, params.id, locals.now) : null;
	if (!view) notFound();
	return { ...presentListing(view, member, locals.now, locals.env.origin), key: randomUUID() };
};

const listingOf = (id: string): string => (isId(id) ? id : notFound());

export const actions: Actions = {
	claim: async (event) => {
		const member = requireMember(event.locals);
		const listingId = listingOf(event.params.id);
		const form = await begin(event, member, ClaimForm, LIMITS.claim);
		if (!form.ok) return form.failure;
		const outcome = await claim(event.locals.db, form.by, { listingId, ...form.value }, form.sent);
		return outcome.ok ? redirect(303, `/handovers/${outcome.value.id}`) : refuse(form, outcome);
	},
	choose: async (event) => {
		const member = requireMember(event.locals);
		const listingId = listingOf(event.params.id);
		const form = await begin(event, member, ChooseForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await choose(
			event.locals.db,
			form.by,
			{ listingId, handoverId: form.value.handover },
			form.sent,
		);
		return outcome.ok ? redirect(303, `/listings/${listingId}`) : refuse(form, outcome);
	},
	give: async (event) => {
		const member = requireMember(event.locals);
		const listingId = listingOf(event.params.id);
		const form = await begin(event, member, GiveForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const { household, quantity, outside } = form.value;
		const outcome = await giveByHand(
			event.locals.db,
			form.by,
			{ listingId, household, quantity, outsideName: outside },
			form.sent,
		);
		if (outcome.ok) redirect(303, `/listings/${listingId}`);
		return refuse(form, outcome, outcome.code === 'give.household_unknown' ? 400 : 409);
	},
	withdraw: async (event) => {
		const member = requireMember(event.locals);
		const listingId = listingOf(event.params.id);
		const form = await begin(event, member, WithdrawForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await withdraw(event.locals.db, form.by, { listingId, ...form.value }, form.sent);
		return outcome.ok ? redirect(303, `/listings/${listingId}`) : refuse(form, outcome);
	},
	urgency: async (event) => {
		const member = requireMember(event.locals);
		const listingId = listingOf(event.params.id);
		const form = await begin(event, member, UrgencyForm(member.zone), LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await setUrgency(event.locals.db, form.by, { listingId, ...form.value }, form.sent);
		return outcome.ok ? redirect(303, `/listings/${listingId}`) : refuse(form, outcome);
	},
	hide: async (event) => {
		const member = requireMember(event.locals);
		const listingId = listingOf(event.params.id);
		const form = await begin(event, member, HideForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await hide(event.locals.db, form.by, { listingId, ...form.value }, form.sent);
		return outcome.ok ? redirect(303, `/listings/${listingId}`) : refuse(form, outcome);
	},
	comment: async (event) => {
		const member = requireMember(event.locals);
		const listingId = listingOf(event.params.id);
		const form = await begin(event, member, CommentForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await comment(event.locals.db, form.by, { listingId, ...form.value }, form.sent);
		return outcome.ok ? redirect(303, `/listings/${listingId}#words`) : refuse(form, outcome);
	},
	report: async (event) => {
		const member = requireMember(event.locals);
		const listingId = listingOf(event.params.id);
		const form = await begin(event, member, ReportForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await report(event.locals.db, form.by, { listingId, ...form.value }, form.sent);
		return outcome.ok ? redirect(303, `/listings/${listingId}#report`) : refuse(form, outcome);
	},
	share: async (event) => {
		const member = requireMember(event.locals);
		const listingId = listingOf(event.params.id);
		const form = await begin(event, member, ShareForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await share(event.locals.db, form.by, listingId, form.sent);
		return outcome.ok ? redirect(303, `/listings/${listingId}#share`) : refuse(form, outcome);
	},
};
