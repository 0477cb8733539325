import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { JOININGS } from '#lib/domain/account.ts';
import { may } from '#lib/domain/permission.ts';
import { findBuilding } from '#lib/server/building/queries.ts';
import { changeSettings } from '#lib/server/building/settings.ts';
import { wipeBuilding } from '#lib/server/building/wipe.ts';
import { choice, line, text, whole } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireMay } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const SettingsForm = v.object({
	joining: choice(JOININGS, 'by_hand'),
	houseRules: text(3000),
	keepDays: whole(7, 730, 90),
});
const WipeForm = v.object({ name: line(60) });

export const load: PageServerLoad = async ({ locals, url }) => {
	const member = requireMay(locals, 'change_settings');
	const building = (await findBuilding(locals.db, member.buildingId))!;
	return {
		name: building.name,
		joining: building.joining,
		houseRules: building.houseRules,
		keepDays: building.keepDays,
		mayWipe: may(member, 'wipe_building'),
		saved: url.searchParams.has('saved'),
		key: randomUUID(),
	};
};

export const actions: Actions = {
	save: async (event) => {
		const member = requireMay(event.locals, 'change_settings');
		const form = await readForm(event, SettingsForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const outcome = await changeSettings(event.locals.db, member, form.value, form.sent);
		return outcome.ok ? redirect(303, '/building/settings?saved') : refuse(form, outcome);
	},
	/** Everything of this building goes, for good. Whoever does it writes its name. */
	wipe: async (event) => {
		const member = requireMay(event.locals, 'wipe_building');
		const form = await readForm(event, WipeForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.returnCode, member.id, form);
		if (full) return full;
		const outcome = await wipeBuilding(event.locals.db, member, form.value.name);
		return outcome.ok ? redirect(303, '/sign-in') : refuse(form, outcome);
	},
};
