import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { usualUnit } from '#lib/components/listing/usual-unit.ts';
import { postWords } from '#lib/components/listing/post/words.ts';
import { CATEGORIES, DIRECTIONS, TITLE_LENGTH, type Category } from '#lib/domain/listing.ts';
import { isConfirmed } from '#lib/domain/member.ts';
import { dayOf, localInput } from '#lib/domain/time.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { actorOf } from '#lib/server/form/whom.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { PostForm, readPost } from '#lib/server/listing/post-form.ts';
import { post } from '#lib/server/listing/post.ts';
import { requireActor, requireMember } from '#lib/server/member.ts';
import { readPhotos } from '#lib/server/photo/read-photos.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	const member = requireActor(locals);
	const title = url.searchParams.get('title')?.slice(0, TITLE_LENGTH);
	const direction = DIRECTIONS.find((it) => it === url.searchParams.get('direction'));
	const category = CATEGORIES.find((it) => it === url.searchParams.get('category'));
	return {
		key: randomUUID(),
		words: postWords(member.zone, locals.now),
		/** Whose draft it is: while a helper acts, not theirs. */
		author: member.id,
		confirmed: isConfirmed(member),
		today: dayOf(locals.now, member.zone),
		earliest: localInput(locals.now, member.zone),
		drawAt: localInput(fullHourAfter(locals.now, 3), member.zone),
		asked: { ...(direction && { direction }), ...(category && { category }), ...(title && { title }) },
	};
};

/** A round time, some hours ahead. */
function fullHourAfter(now: Date, hours: number): Date {
	const hour = 3_600_000;
	return new Date(Math.ceil(now.getTime() / hour) * hour + (hours - 1) * hour);
}

const unitHere = (category: Category, inParts: boolean): string => usualUnit(category, inParts, getLocale());

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const member = requireMember(locals);
		const form = await readForm(event, PostForm(member.zone));
		if (!form.ok) return form.failure;
		const by = await actorOf(event, member, form);
		if (!by.ok) return refuse(form, by, by.code === 'acting.unclear' ? 409 : 400);
		const full = await refuseRoom(
			event,
			form.photos.length > 0 ? LIMITS.upload : LIMITS.change,
			member.id,
			form,
		);
		if (full) return full;
		const photos = await readPhotos(form.photos);
		if (!photos.ok) return refuse(form, photos, photos.code === 'photo.busy' ? 409 : 400);
		const outcome = await post(
			locals.db,
			by.value,
			{ ...readPost(form.value, locals.now, unitHere), photos: photos.value },
			form.sent,
		);
		if (!outcome.ok) return refuse(form, outcome);
		redirect(303, `/listings/${outcome.value.id}`);
	},
};
