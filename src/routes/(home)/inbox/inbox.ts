import { error, type RequestEvent } from '@sveltejs/kit';
import type { Member } from '#lib/domain/member.ts';
import { readCursor, readInbox, readMatters } from '#lib/server/notification/inbox.ts';
import { problemText } from '#lib/server/problem.ts';

type Asked = Pick<RequestEvent, 'locals' | 'url'>;

/** The page of the inbox that this address asks for, for scripts: all of it, newest first. */
export async function findInbox(event: Asked, member: Member) {
	const { db, locale } = event.locals;
	return readInbox(db, member, locale, beforeOf(event));
}

/** Each matter fills a fifth of a screen there. */
const FEW = 8;

/** The same for people: one row a matter, what waits for them first. */
export async function findMatters(event: Asked, member: Member) {
	const { db, locale, now, textSize } = event.locals;
	const most = textSize === 'large' ? FEW : null;
	return readMatters(db, member, { locale, now, before: beforeOf(event), most });
}

function beforeOf({ url }: Asked) {
	const typed = url.searchParams.get('before') ?? '';
	const before = typed === '' ? null : readCursor(typed);
	if (typed !== '' && before === null)
		error(400, {
			code: 'field.unknown_choice',
			field: 'before',
			message: problemText('field.unknown_choice'),
		});
	return before;
}
