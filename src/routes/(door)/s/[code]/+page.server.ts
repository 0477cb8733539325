import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { sayShared } from '#lib/components/listing/shared-words.ts';
import { NAME_LENGTH } from '#lib/domain/account.ts';
import { MAX_QUANTITY } from '#lib/domain/listing.ts';
import { findCornerByCode } from '#lib/server/corner/queries.ts';
import { line, optionalId, whole } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { actorOf } from '#lib/server/form/whom.ts';
import { keepReturnCode } from '#lib/server/http/return-code.ts';
import { refuseJoining } from '#lib/server/http/joining.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { enterAs } from '#lib/server/http/session.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { claimAsGuest, findGuestClaim } from '#lib/server/listing/claim-as-guest.ts';
import { claim } from '#lib/server/listing/claim.ts';
import { maySee } from '#lib/server/listing/facts.ts';
import { findByShareCode, findShared } from '#lib/server/listing/shared-view.ts';
import { notFound } from '#lib/server/member.ts';
import { orderByLink } from '#lib/server/http/order-by-link.ts';
import { findSharedBuy } from '#lib/server/group-buy/shared.ts';
import { isPosters } from '#lib/domain/listing.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const ClaimForm = { quantity: whole(1, MAX_QUANTITY, 1), part: optionalId };
const MemberForm = v.object(ClaimForm);
const GuestForm = v.object({ name: line(NAME_LENGTH), door: line(30), ...ClaimForm });

/** For everybody with the link; opening it changes nothing. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const found = await findShared(locals.db, params.code, locals.now);
	// A link from the chat may lead to a shelf or a group buy as well.
	if (!found && (await findCornerByCode(locals.db, params.code))?.shareCode === params.code)
		redirect(303, `/c/${params.code}`);
	if (!found && (await findSharedBuy(locals.db, params.code, locals.now)))
		redirect(307, `/s/${params.code}/group-buy`);
	const shared = found ?? notFound();
	const listing = (await findByShareCode(locals.db, params.code)) ?? notFound();
	const member = locals.acting ?? locals.member;
	const inside = member !== null && maySee(listing, member);
	return {
		acting: locals.acting && { id: locals.acting.id, name: locals.acting.name, door: locals.acting.door },
		shared: { ...shared, words: sayShared(shared, locals.now) },
		key: randomUUID(),
		address: `${locals.env.origin}/s/${params.code}`,
		photos: `/s/${params.code}/photo/`,
		visitor:
			member === null ? 'guest' : !inside ? 'stranger' : isPosters(listing, member) ? 'poster' : 'neighbour',
		href: inside ? `/listings/${listing.id}` : null,
	} as const;
};

export const actions: Actions = {
	default: async (event) => {
		if (await findSharedBuy(event.locals.db, event.params.code, event.locals.now)) return orderByLink(event);
		const listing = (await findByShareCode(event.locals.db, event.params.code)) ?? notFound();
		return event.locals.member
			? claimAsMember(event, listing.id)
			: claimAsNewcomer(event, listing.buildingId);
	},
};

async function claimAsMember(event: RequestEvent, listingId: string) {
	const { locals } = event;
	const member = locals.member ?? notFound();
	const form = await readForm(event, MemberForm);
	if (!form.ok) return form.failure;
	const earlier = await findGuestClaim(locals.db, form.sent);
	if (earlier?.residentId === member.id) land(earlier);
	const full = await refuseRoom(event, LIMITS.claim, member.id, form);
	if (full) return full;
	const by = await actorOf(event, member, form);
	if (!by.ok) return refuse(form, by, by.code === 'acting.unclear' ? 409 : 400);
	const outcome = await claim(locals.db, by.value, { listingId, ...form.value }, form.sent);
	if (!outcome.ok) return refuse(form, outcome);
	land({ listingId, handoverId: outcome.value.id });
}

async function claimAsNewcomer(event: RequestEvent, buildingId: string) {
	const { locals, params, cookies } = event;
	const form = await readForm(event, GuestForm);
	if (!form.ok) return form.failure;
	const full = await refuseJoining(event, { buildingId, code: params.code }, form);
	if (full) return full;
	const outcome = await claimAsGuest(
		locals.db,
		params.code,
		{ ...form.value, locale: locals.locale },
		form.sent,
	);
	if (!outcome.ok) return refuse(form, outcome, outcome.code.startsWith('door.') ? 400 : 409);
	const { residentId, returnCode } = outcome.value;
	await enterAs(event, residentId);
	if (returnCode) keepReturnCode(cookies, returnCode, locals.env.origin.startsWith('https:'));
	land(outcome.value);
}

function land(at: { listingId: string; handoverId: string | null }): never {
	redirect(303, at.handoverId ? `/handovers/${at.handoverId}` : `/listings/${at.listingId}`);
}
