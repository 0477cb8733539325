import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import { whole } from '#lib/i18n/whole.ts';
import { admit } from '#lib/server/building/admit.ts';
import { heardFrom } from '#lib/server/building/helping.ts';
import { findToday } from '#lib/server/building/today.ts';
import { begin } from '#lib/server/form/begin.ts';
import { id } from '#lib/server/form/fields.ts';
import { refuse } from '#lib/server/form/form.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireMay } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

/** What waits for a steward. The buttons are actions of the pages they belong to. */
export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMay(locals, 'read_today');
	const { newcomers, reports, unsigned, unheard, urgent } = await findToday(locals.db, member, locals.now);
	const time = (at: Date | null) => (at === null ? '' : sayTime(at, locals.now, member.zone, getLocale()));
	return {
		newcomers: newcomers.map(({ id, name, door }) => ({ id, name, door, key: randomUUID() })),
		reports: reports.map(({ id, kind, title, about, aboutName, aboutDoor }) => ({
			id,
			kind,
			title: about === 'post' ? title : aboutName,
			door: about === 'post' ? null : aboutDoor,
		})),
		unsigned: unsigned.map((it) => ({ ...it, leftAt: time(it.leftAt) })),
		unheard: unheard.map((it) => ({ ...it, heardAt: time(it.heardAt), key: randomUUID() })),
		urgent: urgent.map((it) => ({
			...it,
			neededBy: it.neededBy === null ? '' : whole(m.people_today_needed({ time: time(it.neededBy) })),
		})),
	};
};

const OneForm = v.object({ resident: id });

/** The same as on the pages they belong to; a steward comes back here for the next thing. */
export const actions: Actions = {
	admit: async (event) => {
		const member = requireMay(event.locals, 'read_today');
		const form = await begin(event, member, OneForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await admit(event.locals.db, member, { residentId: form.value.resident }, form.sent);
		if (outcome.ok) redirect(303, '/building/today');
		return outcome.code === 'not_found' ? notFound() : refuse(form, outcome);
	},
	heard: async (event) => {
		const member = requireMay(event.locals, 'read_today');
		const form = await begin(event, member, OneForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await heardFrom(event.locals.db, member, form.value.resident, form.sent);
		if (outcome.ok) redirect(303, '/building/today');
		return outcome.code === 'not_found' ? notFound() : refuse(form, outcome);
	},
};
