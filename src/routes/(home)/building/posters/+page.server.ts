import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { openableFrom } from '#lib/domain/address.ts';
import { drawQr } from '#lib/server/building/qr.ts';
import { findBuilding } from '#lib/server/building/queries.ts';
import { replaceJoinCode } from '#lib/server/building/replace-code.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireSteward } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const member = requireSteward(locals);
	const building = (await findBuilding(locals.db, member.buildingId))!;
	const { origin } = locals.env;
	const address = `${origin}/join/${building.joinCode}`;
	return {
		name: building.name,
		joining: building.joining,
		address,
		qr: drawQr(address),
		openable: openableFrom(origin),
		secure: origin.startsWith('https:'),
		replaced: url.searchParams.has('replaced'),
		key: randomUUID(),
	};
};

export const actions: Actions = {
	replace: async (event) => {
		const member = requireSteward(event.locals);
		const form = await readForm(event, v.object({}));
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const outcome = await replaceJoinCode(event.locals.db, member, form.sent);
		if (!outcome.ok) return outcome.code === 'not_found' ? notFound() : refuse(form, outcome);
		redirect(303, '/building/posters?replaced');
	},
};
