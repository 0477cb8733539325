import { error, redirect } from '@sveltejs/kit';
import type { Member } from '../domain/member.ts';
import { isConfirmed, isSteward } from '../domain/member.ts';
import { may, type Permission } from '../domain/permission.ts';
import { problemText } from './problem.ts';

/** Somebody signed in, waiting to be let in or confirmed; else 401 (JSON) or the way to the door. */
export function requireMember(locals: App.Locals): Member {
	if (locals.member) return locals.member;
	if (locals.wantsJson) error(401, { code: 'not_signed_in', message: problemText('not_signed_in') });
	redirect(303, `/sign-in?next=${encodeURIComponent(locals.path)}`);
}

/** Somebody whom the building has let in; for all others the page does not exist. */
export function requireConfirmed(locals: App.Locals): Member {
	const member = requireMember(locals);
	return isConfirmed(member) ? member : notFound();
}

/** A steward of the building; for all others the page does not exist. */
export function requireSteward(locals: App.Locals): Member {
	const member = requireMember(locals);
	return isSteward(member) ? member : notFound();
}

/** Somebody who may do this – one of these –, by the table of permissions; for all others the page does not exist. */
export function requireMay(locals: App.Locals, ...what: [Permission, ...Permission[]]): Member {
	const member = requireMember(locals);
	return what.some((it) => may(member, it)) ? member : notFound();
}

/** Whose things are to be shown: one's own, or those of the neighbour in whose place a helper stands just now. */
export function requireActor(locals: App.Locals): Member {
	const member = requireMember(locals);
	return locals.acting ?? member;
}

/** What does not exist and what belongs to others is answered alike. */
export function notFound(): never {
	error(404, { code: 'not_found', message: problemText('not_found') });
}
