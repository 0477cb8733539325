import type { RequestEvent } from '@sveltejs/kit';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { refused } from '../../domain/outcome.ts';
import { actFor, markActing } from '../account/acting.ts';

/** For whom a form is sent: for oneself, or by a helper for the neighbour it names. */
export async function actorOf(
	{ locals }: Pick<RequestEvent, 'locals'>,
	member: Member,
	form: { for: string | null },
): Promise<Outcome<Member, 'acting.not_allowed' | 'acting.unclear'>> {
	const { acting, db, sessionToken, now } = locals;
	// A page opened before one stood in somebody's place says nothing of whom it is for: never guessed.
	if (acting && form.for === null) return refused('acting.unclear', { detail: { name: acting.name } });
	const by = await actFor(db, member, form.for);
	if (by.ok && acting && form.for === acting.id)
		await markActing(db, member, acting.id, sessionToken ?? '', now);
	return by;
}
