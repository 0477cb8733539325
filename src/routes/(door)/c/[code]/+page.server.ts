import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import type * as v from 'valibot';
import { sayShelf } from '#lib/components/corner/say.ts';
import { shelfWords } from '#lib/components/corner/words.ts';
import { queueWords } from '#lib/components/queue/words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { isOfBuilding, type Hand } from '#lib/server/corner/facts.ts';
import { TakeForm, UndoForm } from '#lib/server/corner/forms.ts';
import { findCornerByCode } from '#lib/server/corner/queries.ts';
import { findUndoable, take, undo } from '#lib/server/corner/take.ts';
import { findShelf } from '#lib/server/corner/view.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { actorOf } from '#lib/server/form/whom.ts';
import { guestOf, welcomeGuest } from '#lib/server/http/guest.ts';
import { refuseLimit } from '#lib/server/http/guest-limit.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound } from '#lib/server/member.ts';
import { readMovement, sayDone } from '../../../(home)/corners/[id]/shown.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

type Found = NonNullable<Awaited<ReturnType<typeof findCornerByCode>>>;

/** Whoever is signed in and lives here reaches the shelf as themselves; all others as a guest. */
function handOf(event: Pick<RequestEvent, 'locals' | 'cookies'>, corner: Found): Hand {
	const { member } = event.locals;
	return member && isOfBuilding(corner, member) ? { member } : { guest: guestOf(event) };
}

/** For everybody who stands before the poster; opening it changes nothing. The link of the chat only shows. */
export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const corner = (await findCornerByCode(locals.db, params.code)) ?? notFound();
	const hand = handOf(event, corner);
	const member = 'member' in hand ? hand.member : null;
	// Who stands here for somebody goes where every page says so.
	if (member && locals.acting) redirect(303, `/corners/${corner.id}`);
	const atShelf = corner.code === params.code;
	if (!member && atShelf && corner.guests) welcomeGuest(event);
	const id = readMovement(url.searchParams.get('done'));
	const [view, done] = await Promise.all([
		findShelf(locals.db, corner, member, locals.now),
		id === null ? null : findUndoable(locals.db, corner, hand, id, locals.now),
	]);
	const path = `/c/${params.code}`;
	const mayTake = member !== null || (atShelf && corner.guests);
	return {
		building: corner.building,
		title: m.corner_open_title({ building: corner.building }),
		preview: view.items
			.filter((it) => it.quantity > 0 && it.category !== 'medicine')
			.slice(0, 5)
			.map((it) => it.title)
			.join(m.corner_chat_comma()),
		address: locals.env.origin + path,
		shelf: sayShelf(view, {
			now: locals.now,
			zone: corner.zone,
			locale: getLocale(),
			path,
			photos: `${path}/photo/`,
			mayTake,
		}),
		words: { ...shelfWords(), ...queueWords() },
		says: {
			motto: m.corner_motto(),
			inside: m.corner_open_in(),
			signIn: m.corner_open_sign_in(),
			hint: member
				? null
				: !atShelf
					? m.corner_open_look()
					: corner.guests
						? m.corner_open_guests()
						: m.corner_open_no_guests(),
			about: m.corner_about(),
		},
		href: member ? `/corners/${corner.id}` : null,
		signIn: `/sign-in?next=${encodeURIComponent(path)}`,
		done: sayDone(done, url.searchParams.get('did')),
		me: member?.id ?? '',
		seenAt: locals.now.getTime(),
		key: randomUUID(),
	};
};

/** The form, within the limits of whoever sends it: a neighbour by name, a guest by address and by corner. */
async function beginTake<S extends v.GenericSchema<unknown, unknown>>(
	event: RequestEvent,
	corner: Found,
	schema: S,
) {
	const form = await readForm(event, schema);
	if (!form.ok) return form;
	if (form.photos.length > 0)
		return {
			ok: false as const,
			failure: refuse(form, { ok: false, code: 'field.not_text', field: 'photo' }, 400),
		};
	const hand = handOf(event, corner);
	const full =
		'member' in hand
			? await refuseRoom(event, LIMITS.claim, hand.member.id, form)
			: ((await refuseRoom(event, LIMITS.guestByAddress, event.locals.address, form)) ??
				(await refuseRoom(event, LIMITS.guestByCorner, corner.id, form)));
	if (full) return { ok: false as const, failure: full };
	if (!('member' in hand)) return { ...form, hand };
	const by = await actorOf(event, hand.member, form);
	if (!by.ok) return { ok: false as const, failure: refuse(form, by) };
	return { ...form, hand: { member: by.value } };
}

/** Guests reach for it by the poster's code only; neighbours by the link of the chat as well. */
async function reached(event: RequestEvent): Promise<Found> {
	const corner = (await findCornerByCode(event.locals.db, event.params.code)) ?? notFound();
	const { member } = event.locals;
	const atShelf = corner.code === event.params.code;
	return atShelf || (member && isOfBuilding(corner, member)) ? corner : notFound();
}

export const actions: Actions = {
	take: async (event) => {
		const corner = await reached(event);
		const form = await beginTake(event, corner, TakeForm);
		if (!form.ok) return form.failure;
		const { db, env } = event.locals;
		const outcome = await take(db, corner, form.hand, form.value, form.sent, env);
		if (!outcome.ok) return refuseLimit(event, form, outcome);
		const { movement } = outcome.value;
		redirect(303, `/c/${event.params.code}?${movement === null ? 'did=noted' : `done=${movement}`}`);
	},
	undo: async (event) => {
		const corner = await reached(event);
		const form = await beginTake(event, corner, UndoForm);
		if (!form.ok) return form.failure;
		const outcome = await undo(event.locals.db, corner, form.hand, form.value.movement, form.sent);
		if (!outcome.ok) return refuse(form, outcome);
		redirect(303, `/c/${event.params.code}?did=undone`);
	},
};
