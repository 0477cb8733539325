import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { buyWords } from '#lib/components/group-buy/form/words.ts';
import { localInput, nextAt } from '#lib/domain/time.ts';
import { isId } from '#lib/server/form/fields.ts';
import { begin } from '#lib/server/form/begin.ts';
import { refuse } from '#lib/server/form/form.ts';
import { findCopy } from '#lib/server/group-buy/copy.ts';
import { BuyForm, currencyOf, readDraft, withMenuRead } from '#lib/server/group-buy/draft-form.ts';
import { draft } from '#lib/server/group-buy/draft.ts';
import { listBuysOf } from '#lib/server/group-buy/queries.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireConfirmed } from '#lib/server/member.ts';
import { readPhotos } from '#lib/server/photo/read-photos.ts';
import type { Actions, PageServerLoad } from './$types';

const DAY = 86_400_000;
/** Eight in the evening, in minutes of the day. */
const EVENING = 20 * 60;

export const load: PageServerLoad = async ({ locals, url }) => {
	const member = requireConfirmed(locals);
	const from = url.searchParams.get('copy') ?? '';
	const copy = isId(from) ? await findCopy(locals.db, member, from) : null;
	const currency = currencyOf(member.zone);
	const closesAt = localInput(
		nextAt(new Date(locals.now.getTime() + DAY / 2), EVENING, member.zone),
		member.zone,
	);
	return {
		key: randomUUID(),
		words: buyWords(),
		start: { currency, closesAt, ...copy },
		earliest: localInput(locals.now, member.zone),
		copy: copy !== null,
		from: await listBuysOf(locals.db, member.id),
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { locals } = event;
		const member = requireConfirmed(locals);
		const form = await begin(event, member, BuyForm(member.zone), LIMITS.change);
		if (!form.ok) return form.failure;
		if (form.value.do === 'read') return { read: true, key: randomUUID(), values: withMenuRead(form.values) };
		const read = readDraft(form.value, form.by.zone, locals.now);
		if (!read.ok) return refuse(form, read, 400);
		const photos = await readPhotos(form.photos, 1);
		if (!photos.ok) return refuse(form, photos, photos.code === 'photo.busy' ? 409 : 400);
		const input = { ...read.value, photo: photos.value[0] ?? null, from: form.value.from };
		const outcome = await draft(locals.db, form.by, input, form.sent);
		if (!outcome.ok) return refuse(form, outcome);
		redirect(303, `/group-buys/${outcome.value.id}/manage`);
	},
};
