import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CALL_OUTCOMES } from '#lib/domain/helping.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import { heardFrom, listCalls, recordCall } from '#lib/server/building/helping.ts';
import { id, said, text } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireConfirmed, requireMay } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const CallForm = v.object({ resident: id, outcome: said(CALL_OUTCOMES), note: text(200) });
const HeardForm = v.object({ resident: id });

export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMay(locals, 'call');
	const rows = await listCalls(locals.db, member.buildingId);
	const time = (at: Date | null) => at && sayTime(at, locals.now, member.zone, getLocale());
	return {
		people: rows.map((row) => ({
			id: row.id,
			name: row.name,
			door: row.door,
			phone: row.phone,
			phoneless: row.phoneless,
			alone: row.livesAlone === true,
			// Heard from, not too long ago; the clock of the reminder has moved on since it was sent.
			heard: time(row.heardAt),
			outcome: row.outcome,
			note: row.note,
			called: time(row.calledAt),
			key: randomUUID(),
		})),
	};
};

export const actions: Actions = {
	call: async (event) => {
		const member = requireMay(event.locals, 'call');
		const form = await readForm(event, CallForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const { resident, outcome, note } = form.value;
		const answered = await recordCall(
			event.locals.db,
			member,
			{ residentId: resident, outcome, note },
			form.sent,
		);
		if (!answered.ok) return answered.code === 'not_found' ? notFound() : refuse(form, answered);
		return { did: outcome, name: answered.value.name };
	},
	/** A buddy may say so too: for everybody else that person is not there. */
	heard: async (event) => {
		const member = requireConfirmed(event.locals);
		const form = await readForm(event, HeardForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const answered = await heardFrom(event.locals.db, member, form.value.resident, form.sent);
		if (!answered.ok) return answered.code === 'not_found' ? notFound() : refuse(form, answered);
		return { did: 'heard' as const, name: answered.value.name };
	},
};
