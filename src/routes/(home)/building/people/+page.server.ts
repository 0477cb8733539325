import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { GIVEN_ROLES } from '#lib/domain/account.ts';
import { readDoor, writeDoor } from '#lib/domain/household.ts';
import { admit, refuseNewcomer } from '#lib/server/building/admit.ts';
import { changeRole } from '#lib/server/building/change-role.ts';
import { id, said, text, yesNo } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireConfirmed, requireSteward } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';
import { listShown } from './shown.ts';

/** A page of a big building stays short; searching finds the others. */
const MOST_SHOWN = 300;

const AdmitForm = v.object({ resident: id });
const RefuseForm = v.object({ resident: id, reason: text(200) });
const RoleForm = v.object({ resident: id, role: said(GIVEN_ROLES), give: yesNo(true) });

export const load: PageServerLoad = async (event) => {
	const member = requireConfirmed(event.locals);
	const people = await listShown(event, member);
	const asked = event.url.searchParams.get('q')?.trim().slice(0, 40) ?? '';
	const door = readDoor(asked);
	const wanted = asked.toLowerCase();
	const isAsked = (person: { name: string; door: string }) =>
		asked === '' ||
		person.name.toLowerCase().includes(wanted) ||
		person.door.includes(door ? writeDoor(door) : wanted.toUpperCase());
	const found = people.filter((person) => person.status === 'confirmed' && isAsked(person));
	return {
		asked,
		me: member.id,
		waiting: people
			.filter(({ status }) => status === 'waiting')
			.map((person) => ({ ...person, key: randomUUID() })),
		people: found.slice(0, MOST_SHOWN),
		more: found.length > MOST_SHOWN,
		many: people.length > 20,
		left: people.filter(({ status }) => status === 'left').slice(-MOST_SHOWN),
	};
};

export const actions: Actions = {
	admit: async (event) => {
		const member = requireConfirmed(event.locals);
		const form = await readForm(event, AdmitForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const outcome = await admit(event.locals.db, member, { residentId: form.value.resident }, form.sent);
		if (!outcome.ok) return outcome.code === 'not_found' ? notFound() : refuse(form, outcome);
		return { did: 'admitted' as const, name: outcome.value.name };
	},
	refuse: async (event) => {
		const member = requireConfirmed(event.locals);
		const form = await readForm(event, RefuseForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const { resident, reason } = form.value;
		const outcome = await refuseNewcomer(
			event.locals.db,
			member,
			{ residentId: resident, reason },
			form.sent,
		);
		if (!outcome.ok) return outcome.code === 'not_found' ? notFound() : refuse(form, outcome);
		return { did: 'refused' as const, name: outcome.value.name };
	},
	role: async (event) => {
		const member = requireSteward(event.locals);
		const form = await readForm(event, RoleForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.change, member.id, form);
		if (full) return full;
		const { resident, role, give } = form.value;
		const outcome = await changeRole(
			event.locals.db,
			member,
			{ residentId: resident, role, give },
			form.sent,
		);
		if (!outcome.ok) return outcome.code === 'not_found' ? notFound() : refuse(form, outcome);
		return { did: give ? ('given' as const) : ('taken' as const), name: outcome.value.name, role };
	},
};
