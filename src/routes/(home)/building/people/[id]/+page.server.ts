import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { openableFrom } from '#lib/domain/address.ts';
import { CARE_HOURS } from '#lib/domain/helping.ts';
import { REPORT_KINDS } from '#lib/domain/order.ts';
import { may } from '#lib/domain/permission.ts';
import { personReportWords } from '#lib/components/building/report-words.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import { handOverOffice, removeNeighbour } from '#lib/server/building/depart.ts';
import { setCare } from '#lib/server/building/helping.ts';
import { letBack } from '#lib/server/building/let-back.ts';
import { moveHouse } from '#lib/server/building/move.ts';
import { unsuspend } from '#lib/server/building/order.ts';
import { findPersonFor } from '#lib/server/building/people.ts';
import { findPersonCare, listNames } from '#lib/server/building/person.ts';
import { drawQr } from '#lib/server/building/qr.ts';
import { reportPerson } from '#lib/server/building/report.ts';
import { begin } from '#lib/server/form/begin.ts';
import { choice, isId, line, optionalId, yesNo } from '#lib/server/form/fields.ts';
import { refuse } from '#lib/server/form/form.ts';
import { requireRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireMay } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const ReportForm = v.object({ kind: choice(REPORT_KINDS, 'other'), reason: line(200) });
const CareForm = v.object({
	alone: yesNo(false),
	buddy: optionalId,
	every: choice(['0', ...CARE_HOURS.map(String)], '24'),
});
const MoveForm = v.object({ door: line(30) });
const ReasonForm = v.object({ reason: line(200) });
const PlainForm = v.object({});

const personOf = (id: string): string => (isId(id) ? id : notFound());

/** A neighbour: what they do for the building, and – for helpers and stewards – what is to be done for them. */
export const load: PageServerLoad = async (event) => {
	const member = requireMay(event.locals, 'read_people');
	if (!may(member, 'let_in')) await requireRoom(event, LIMITS.people, member.id);
	const { db, now } = event.locals;
	const id = personOf(event.params.id);
	const person = await findPersonFor(db, member, id);
	if (person?.status !== 'confirmed') notFound();
	const helps = may(member, 'call') ? await findPersonCare(db, id) : null;
	const looksIn = helps ? null : await findPersonCare(db, id);
	const time = (at: Date) => sayTime(at, now, member.zone, getLocale());
	return {
		person,
		me: person.id === member.id,
		may: {
			roles: may(member, 'give_roles') && (!helps?.phoneless || person.roles.length > 0),
			order: may(member, 'remove'),
		},
		care: helps && {
			phoneless: helps.phoneless,
			phone: helps.phone,
			agreed: helps.agreedBy,
			alone: helps.livesAlone === true,
			buddy: helps.buddyId,
			every: helps.everyHours ?? 0,
			heard: helps.heardAt && time(helps.heardAt),
		},
		buddies: helps ? (await listNames(db, member.buildingId)).filter((it) => it.id !== id) : [],
		// Whoever looks in on them sees that much, and a button.
		mine: looksIn?.buddyId === member.id && looksIn.heardAt ? { heard: time(looksIn.heardAt) } : null,
		suspended:
			may(member, 'settle_reports') && helps?.suspendedUntil && helps.suspendedUntil > now
				? time(helps.suspendedUntil)
				: null,
		reportWords: personReportWords(),
		key: randomUUID(),
		keys: { steward: randomUUID(), volunteer: randomUUID() },
	};
};

export const actions: Actions = {
	report: async (event) => {
		const member = requireMay(event.locals, 'read_people');
		const residentId = personOf(event.params.id);
		const form = await begin(event, member, ReportForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await reportPerson(event.locals.db, form.by, { residentId, ...form.value }, form.sent);
		return outcome.ok ? { did: 'reported' as const } : refuse(form, outcome);
	},
	care: async (event) => {
		const member = requireMay(event.locals, 'call');
		const residentId = personOf(event.params.id);
		const form = await begin(event, member, CareForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const { alone, buddy, every } = form.value;
		const input = { residentId, alone, buddy, everyHours: Number(every) };
		const outcome = await setCare(event.locals.db, member, input, form.sent);
		return outcome.ok ? { did: 'care' as const } : refuse(form, outcome);
	},
	letBack: async (event) => {
		const member = requireMay(event.locals, 'let_back');
		const residentId = personOf(event.params.id);
		const form = await begin(event, member, PlainForm, LIMITS.returnCode);
		if (!form.ok) return form.failure;
		const outcome = await letBack(event.locals.db, member, residentId, form.sent);
		if (!outcome.ok) return refuse(form, outcome);
		const { code } = outcome.value;
		const { origin } = event.locals.env;
		// Shown once and kept nowhere: who reloads makes another.
		const address = code === null ? null : `${origin}/enter/${code}`;
		return {
			did: 'let_back' as const,
			address,
			qr: address === null ? null : drawQr(address),
			openable: openableFrom(origin),
		};
	},
	move: async (event) => {
		const member = requireMay(event.locals, 'change_doors');
		const residentId = personOf(event.params.id);
		const form = await begin(event, member, MoveForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await moveHouse(event.locals.db, member, { residentId, ...form.value }, form.sent);
		if (outcome.ok) redirect(303, `/building/people/${residentId}`);
		return refuse(form, outcome, outcome.code.startsWith('door.') ? 400 : 409);
	},
	remove: async (event) => {
		const member = requireMay(event.locals, 'remove');
		const residentId = personOf(event.params.id);
		const form = await begin(event, member, ReasonForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await removeNeighbour(event.locals.db, member, { residentId, ...form.value }, form.sent);
		if (outcome.ok) redirect(303, '/building/people');
		return refuse(form, outcome);
	},
	unsuspend: async (event) => {
		const member = requireMay(event.locals, 'settle_reports');
		const residentId = personOf(event.params.id);
		const form = await begin(event, member, PlainForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await unsuspend(event.locals.db, member, residentId, form.sent);
		return outcome.ok ? { did: 'unsuspended' as const } : refuse(form, outcome);
	},
	handOver: async (event) => {
		const member = requireMay(event.locals, 'give_roles');
		const residentId = personOf(event.params.id);
		const form = await begin(event, member, PlainForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await handOverOffice(event.locals.db, member, residentId, form.sent);
		if (outcome.ok) redirect(303, '/building/people');
		return refuse(form, outcome);
	},
};
