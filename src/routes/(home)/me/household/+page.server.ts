import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { PHONE_LENGTH } from '#lib/domain/account.ts';
import { isConfirmed } from '#lib/domain/member.ts';
import { may } from '#lib/domain/permission.ts';
import { findHome, inviteRelative, setHome } from '#lib/server/account/household.ts';
import { moveHouse } from '#lib/server/building/move.ts';
import { listNextDoor, moveAway } from '#lib/server/building/move-away.ts';
import { drawQr } from '#lib/server/building/qr.ts';
import { begin } from '#lib/server/form/begin.ts';
import { line, optionalId, text, whole } from '#lib/server/form/fields.ts';
import { refuse } from '#lib/server/form/form.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { requireConfirmed, requireMay, requireActor, requireMember } from '#lib/server/member.ts';
import type { Actions, PageServerLoad } from './$types';

const HomeForm = v.object({ phone: text(PHONE_LENGTH), people: whole(1, 30, null) });
const MoveForm = v.object({ door: line(30), building: optionalId });

export const load: PageServerLoad = async ({ locals, url }) => {
	const member = requireActor(locals);
	return {
		...(await findHome(locals.db, member)),
		door: member.door,
		nextDoor: isConfirmed(member) ? await listNextDoor(locals.db, member) : [],
		mayInvite: may(member, 'invite_relative'),
		saved: url.searchParams.has('saved'),
		key: randomUUID(),
	};
};

export const actions: Actions = {
	save: async (event) => {
		const member = requireMember(event.locals);
		const form = await begin(event, member, HomeForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await setHome(event.locals.db, form.by, form.value, form.sent);
		return outcome.ok ? redirect(303, '/me/household?saved') : refuse(form, outcome);
	},
	invite: async (event) => {
		const member = requireMay(event.locals, 'invite_relative');
		const form = await begin(event, member, v.object({}), LIMITS.returnCode);
		if (!form.ok) return form.failure;
		const outcome = await inviteRelative(event.locals.db, form.by, form.sent);
		if (!outcome.ok) return refuse(form, outcome);
		const { code } = outcome.value;
		const address = code === null ? null : `${event.locals.env.origin}/enter/${code}`;
		return { did: 'invited' as const, address, qr: address === null ? null : drawQr(address) };
	},
	/** To another door, of this building or another of the community, where somebody has to say yes as to a newcomer. */
	move: async (event) => {
		const member = requireConfirmed(event.locals);
		const form = await begin(event, member, MoveForm, LIMITS.returnCode);
		if (!form.ok) return form.failure;
		const { db } = event.locals;
		const { door, building } = form.value;
		const outcome =
			building === null || building === form.by.buildingId
				? await moveHouse(db, form.by, { residentId: form.by.id, door }, form.sent)
				: await moveAway(db, form.by, { buildingId: building, door }, form.sent);
		if (outcome.ok) redirect(303, '/me');
		return refuse(form, outcome, outcome.code.startsWith('door.') ? 400 : 409);
	},
};
