import { error, type RequestEvent } from '@sveltejs/kit';
import type { Member } from '#lib/domain/member.ts';
import { readCursor, readInbox } from '#lib/server/notification/inbox.ts';
import { problemText } from '#lib/server/problem.ts';

/** The page of the inbox that this address asks for, for people and for scripts alike. */
export async function findInbox({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>, member: Member) {
	const typed = url.searchParams.get('before') ?? '';
	const before = typed === '' ? null : readCursor(typed);
	if (typed !== '' && before === null)
		error(400, {
			code: 'field.unknown_choice',
			field: 'before',
			message: problemText('field.unknown_choice'),
		});
	return readInbox(locals.db, member, locals.locale, before);
}
