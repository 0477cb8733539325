import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { SETTLEMENTS, settlementsFor, SUSPENSION_DAYS } from '#lib/domain/order.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import { listReports, settleReport } from '#lib/server/building/report.ts';
import { choice, id, said, text } from '#lib/server/form/fields.ts';
import { problem, readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireMay } from '#lib/server/member.ts';
import { fail } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const SettleForm = v.object({
	report: id,
	with: said(SETTLEMENTS),
	reason: text(200),
	days: choice(SUSPENSION_DAYS.map(String), '3'),
});

export const load: PageServerLoad = async ({ locals }) => {
	const member = requireMay(locals, 'settle_reports', 'settle_stewards');
	const reports = await listReports(locals.db, member);
	return {
		reports: reports.map((report) => ({
			...report,
			at: sayTime(report.at, locals.now, member.zone, getLocale()),
			answers: settlementsFor(report),
			key: randomUUID(),
		})),
	};
};

export const actions: Actions = {
	settle: async (event) => {
		const member = requireMay(event.locals, 'settle_reports', 'settle_stewards');
		const form = await readForm(event, SettleForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const { report, reason, days } = form.value;
		// Whoever is hidden, warned or suspended reads why.
		const silent = form.value.with === 'nothing' || form.value.with === 'looked_in';
		if (!silent && reason === '')
			return fail(400, problem('field.required', form.values, { field: 'reason' }));
		const outcome = await settleReport(
			event.locals.db,
			member,
			{ reportId: report, with: form.value.with, reason, days: Number(days) },
			form.sent,
		);
		if (!outcome.ok) return outcome.code === 'not_found' ? notFound() : refuse(form, outcome);
		return { did: form.value.with };
	},
};
