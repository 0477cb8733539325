import { redirect } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { count, remove, sweep } from '#lib/server/corner/count.ts';
import {
	CountForm,
	FollowForm,
	LeaveForm,
	PlainForm,
	RemoveForm,
	TakeForm,
	UndoForm,
	WishForm,
	WithdrawForm,
} from '#lib/server/corner/forms.ts';
import { leave } from '#lib/server/corner/leave.ts';
import { findUndoable, take, undo } from '#lib/server/corner/take.ts';
import { findOwnCorner, findShelf } from '#lib/server/corner/view.ts';
import { follow, wish, withdrawWish } from '#lib/server/corner/wish.ts';
import type { Member } from '#lib/domain/member.ts';
import { begin } from '#lib/server/form/begin.ts';
import { isId } from '#lib/server/form/fields.ts';
import { refuse } from '#lib/server/form/form.ts';
import { refuseLimit } from '#lib/server/http/guest-limit.ts';
import { readOnePhoto } from '#lib/server/http/one-photo.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound, requireActor, requireMember } from '#lib/server/member.ts';
import { presentCorner, readMovement, sayDone } from './shown.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The corner of this address, for those of its building. */
async function cornerOf(event: Pick<RequestEvent, 'locals' | 'params'>, member: Member) {
	const { id } = event.params;
	return (isId(id) ? await findOwnCorner(event.locals.db, member, id) : null) ?? notFound();
}

export const load: PageServerLoad = async (event) => {
	const member = requireActor(event.locals);
	const { locals, url, depends } = event;
	const corner = await cornerOf(event, member);
	depends(`stairwell:corner:${corner.id}`);
	const id = readMovement(url.searchParams.get('done'));
	const [view, done] = await Promise.all([
		findShelf(locals.db, corner, member, locals.now),
		id === null ? null : findUndoable(locals.db, corner, { member }, id, locals.now),
	]);
	return {
		...presentCorner(corner, view, member, locals.now, locals.env.origin),
		done: sayDone(done, url.searchParams.get('did')),
		asked: url.searchParams.get('leave'),
		shared: url.searchParams.has('shared'),
		// Who holds the phone: what waits for a connection is sent by nobody else.
		me: locals.member?.id ?? '',
		seenAt: locals.now.getTime(),
		key: randomUUID(),
	};
};

const back = (id: string, query: string): never => redirect(303, `/corners/${id}?${query}`);

export const actions: Actions = {
	take: async (event) => {
		const member = requireMember(event.locals);
		const corner = await cornerOf(event, member);
		const form = await begin(event, member, TakeForm, LIMITS.claim);
		if (!form.ok) return form.failure;
		const { db, env } = event.locals;
		const outcome = await take(db, corner, { member: form.by }, form.value, form.sent, env);
		if (!outcome.ok) return refuseLimit(event, form, outcome);
		const { movement } = outcome.value;
		return back(corner.id, movement === null ? 'did=counted' : `done=${movement}`);
	},
	undo: async (event) => {
		const member = requireMember(event.locals);
		const corner = await cornerOf(event, member);
		const form = await begin(event, member, UndoForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const hand = { member: form.by };
		const outcome = await undo(event.locals.db, corner, hand, form.value.movement, form.sent);
		return outcome.ok ? back(corner.id, 'did=undone') : refuse(form, outcome);
	},
	leave: async (event) => {
		const member = requireMember(event.locals);
		const corner = await cornerOf(event, member);
		const form = await begin(event, member, LeaveForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const read = await readOnePhoto(event, member.id, form);
		if (!read.ok) return read.failure;
		const input = { ...form.value, cornerId: corner.id, photo: read.photo };
		const outcome = await leave(event.locals.db, form.by, input, form.sent);
		return outcome.ok ? back(corner.id, `done=${outcome.value.movement}`) : refuse(form, outcome);
	},
	count: async (event) => {
		const member = requireMember(event.locals);
		const corner = await cornerOf(event, member);
		const form = await begin(event, member, CountForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const input = { ...form.value, cornerId: corner.id };
		const outcome = await count(event.locals.db, form.by, input, form.sent);
		return outcome.ok ? back(corner.id, 'did=counted') : refuse(form, outcome);
	},
	remove: async (event) => {
		const member = requireMember(event.locals);
		const corner = await cornerOf(event, member);
		const form = await begin(event, member, RemoveForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const input = { ...form.value, cornerId: corner.id };
		const outcome = await remove(event.locals.db, form.by, input, form.sent);
		return outcome.ok ? back(corner.id, 'did=removed') : refuse(form, outcome);
	},
	sweep: async (event) => {
		const member = requireMember(event.locals);
		const corner = await cornerOf(event, member);
		const form = await begin(event, member, PlainForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const outcome = await sweep(event.locals.db, form.by, corner.id, form.sent);
		return outcome.ok ? back(corner.id, 'did=swept') : refuse(form, outcome);
	},
	wish: async (event) => {
		const member = requireMember(event.locals);
		const corner = await cornerOf(event, member);
		const form = await begin(event, member, WishForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const input = { ...form.value, cornerId: corner.id };
		const outcome = await wish(event.locals.db, form.by, input, form.sent);
		return outcome.ok ? back(corner.id, 'did=wished') : refuse(form, outcome);
	},
	withdraw: async (event) => {
		const member = requireMember(event.locals);
		const corner = await cornerOf(event, member);
		const form = await begin(event, member, WithdrawForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const input = { ...form.value, cornerId: corner.id };
		const outcome = await withdrawWish(event.locals.db, form.by, input, form.sent);
		return outcome.ok ? back(corner.id, 'did=withdrawn') : refuse(form, outcome);
	},
	follow: async (event) => {
		const member = requireMember(event.locals);
		const corner = await cornerOf(event, member);
		const form = await begin(event, member, FollowForm, LIMITS.change);
		if (!form.ok) return form.failure;
		const { on } = form.value;
		const outcome = await follow(event.locals.db, form.by, { cornerId: corner.id, on }, form.sent);
		return outcome.ok ? back(corner.id, on ? 'did=followed' : 'did=unfollowed') : refuse(form, outcome);
	},
};
