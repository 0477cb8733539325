import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { NAME_LENGTH } from '../../domain/account.ts';
import { actFor } from '../account/acting.ts';
import { line } from '../form/fields.ts';
import { readForm, refuse } from '../form/form.ts';
import { OrderForm } from '../group-buy/order-form.ts';
import { findBuyByShareCode } from '../group-buy/queries.ts';
import { readWishes } from '../group-buy/read-wishes.ts';
import { order } from '../group-buy/order.ts';
import { findSharedBuy, orderAsGuest } from '../group-buy/shared.ts';
import { LIMITS } from '../installation/limit.ts';
import { notFound } from '../member.ts';
import { refuseJoining } from './joining.ts';
import { keepReturnCode } from './return-code.ts';
import { refuseRoom } from './room.ts';
import { enterAs } from './session.ts';

const GuestForm = v.intersect([v.looseObject({ name: line(NAME_LENGTH), door: line(30) }), OrderForm]);

/** The first action on a group buy's link: a member's order, or a newcomer's name, door and order in one. */
export async function orderByLink(event: RequestEvent<{ code: string }>) {
	const { locals, params, cookies } = event;
	if (locals.member) {
		const buy = (await findSharedBuy(locals.db, params.code, locals.now)) ?? notFound();
		const form = await readForm(event, OrderForm);
		if (!form.ok) return form.failure;
		const full = await refuseRoom(event, LIMITS.claim, locals.member.id, form);
		if (full) return full;
		const by = await actFor(locals.db, locals.member, form.for);
		if (!by.ok) return refuse(form, by, 400);
		const wishes = await readWishes(locals.db, form.value.lines);
		if (!wishes.ok) return refuse(form, wishes, 400);
		const input = { groupBuyId: buy.id, lines: wishes.value, note: form.value.note };
		const outcome = await order(locals.db, by.value, input, form.sent);
		return outcome.ok ? redirect(303, `/group-buys/${buy.id}`) : refuse(form, outcome);
	}
	const form = await readForm(event, GuestForm);
	if (!form.ok) return form.failure;
	const buy = (await findBuyByShareCode(locals.db, params.code)) ?? notFound();
	const full = await refuseJoining(event, { buildingId: buy.buildingId, code: params.code }, form);
	if (full) return full;
	const { name, door, lines, note } = form.value;
	const wishes = await readWishes(locals.db, lines);
	if (!wishes.ok) return refuse(form, wishes, 400);
	const guest = { name, door, lines: wishes.value, note, locale: locals.locale };
	const outcome = await orderAsGuest(locals.db, params.code, guest, form.sent);
	if (!outcome.ok) return refuse(form, outcome, outcome.code.startsWith('door.') ? 400 : 409);
	await enterAs(event, outcome.value.residentId);
	const { returnCode } = outcome.value;
	if (returnCode) keepReturnCode(cookies, returnCode, locals.env.origin.startsWith('https:'));
	redirect(303, `/group-buys/${outcome.value.id}`);
}
