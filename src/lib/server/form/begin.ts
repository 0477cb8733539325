import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { Member } from '../../domain/member.ts';
import { refuseRoom } from '../http/room.ts';
import type { Limit } from '../installation/limit.ts';
import type { Sent } from '../installation/once.ts';
import { readForm, refuse, type Problem } from './form.ts';
import { actorOf } from './whom.ts';

type Begun<T> =
	| { ok: true; by: Member; value: T; sent: Sent; photos: File[]; values: Record<string, string> }
	| { ok: false; failure: ActionFailure<Problem> };

/** What every change begins with after its guard: the form, room within the limit, and whom it is done for. */
export async function begin<S extends v.GenericSchema<unknown, unknown>>(
	event: Pick<RequestEvent, 'request' | 'locals' | 'url' | 'setHeaders'>,
	member: Member,
	schema: S,
	limit: Limit,
): Promise<Begun<v.InferOutput<S>>> {
	const form = await readForm(event, schema);
	if (!form.ok) return form;
	const full = await refuseRoom(event, limit, member.id, form);
	if (full) return { ok: false, failure: full };
	const by = await actorOf(event, member, form);
	if (!by.ok) return { ok: false, failure: refuse(form, by, by.code === 'acting.unclear' ? 409 : 403) };
	return {
		ok: true,
		by: by.value,
		value: form.value,
		sent: form.sent,
		photos: form.photos,
		values: form.values,
	};
}
