import type { RequestEvent } from './$types';
import { redirect } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { Member } from '#lib/domain/member.ts';
import { readMoney } from '#lib/domain/typed-money.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { begin } from '#lib/server/form/begin.ts';
import { isId } from '#lib/server/form/fields.ts';
import { refuse } from '#lib/server/form/form.ts';
import { findBuy } from '#lib/server/group-buy/queries.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { notFound } from '#lib/server/member.ts';
import type { ProblemCode } from '#lib/server/problem.ts';

/** The form of one act at the desk, and which group buy it is of; its verb says whether it is this person's to do. */
export async function beginAct<S extends v.GenericSchema<unknown, unknown>>(
	event: RequestEvent,
	member: Member,
	schema: S,
) {
	const { id } = event.params;
	if (!isId(id)) notFound();
	const form = await begin(event, member, schema, LIMITS.change);
	return form.ok ? { ...form, id, db: event.locals.db } : form;
}

type Begun = { values: Record<string, string>; id: string };

/** Back to the desk, or the refusal with everything that was typed. */
export function answer(form: Begun, outcome: Outcome<unknown, ProblemCode>, at = '') {
	return outcome.ok ? redirect(303, `/group-buys/${form.id}/manage${at}`) : refuse(form, outcome);
}

/** Money of this group buy as it was typed; null when it is none. */
export async function readAmount(event: RequestEvent, typed: string): Promise<number | null> {
	const currency = (await findBuy(event.locals.db, event.params.id))?.currency ?? notFound();
	return readMoney(typed, currency);
}

export function noAmount(form: Begun, field = 'amount') {
	return refuse(form, { ok: false, code: 'group_buy.money_unreadable', field }, 400);
}
