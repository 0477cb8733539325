import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import { signInBucket } from '../account/sign-in.ts';
import type { Problem } from '../form/form.ts';
import { LIMITS } from '../installation/limit.ts';
import { refuseRoom } from './room.ts';

/**
 * Whoever joins has no account that could be counted: the door they name stands for it, so that no household is flooded
 * with strangers from however many addresses. All doors of a building together have a limit too; it goes by the code, and
 * a steward who hangs up a new poster has all of it again.
 */
export async function refuseJoining(
	event: Pick<RequestEvent, 'locals' | 'setHeaders'>,
	by: { buildingId: string; code: string },
	form: { value: { door: string }; values: Record<string, string> },
): Promise<ActionFailure<Problem> | null> {
	return (
		(await refuseRoom(event, LIMITS.join, `${by.buildingId}:${signInBucket(form.value.door)}`, form)) ??
		(await refuseRoom(event, LIMITS.joinByBuilding, by.code, form))
	);
}
