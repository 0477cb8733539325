import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import type { Refusal } from '../../domain/outcome.ts';
import { refuse, type Problem } from '../form/form.ts';
import type { ProblemCode } from '../problem.ts';

/** The two takes an hour of whoever the building does not know are a limit: 429 with Retry-After; any other refusal is a rule's. */
export function refuseLimit(
	event: Pick<RequestEvent, 'setHeaders'>,
	form: { values: Record<string, string> },
	refusal: Refusal<ProblemCode>,
): ActionFailure<Problem> {
	if (refusal.code !== 'corner.guest_often') return refuse(form, refusal);
	event.setHeaders({ 'retry-after': String(Number(refusal.detail?.minutes ?? 1) * 60) });
	return refuse(form, refusal, 429);
}
