import { broadTopic } from '../../domain/group-buy-topic.ts';
import type { Locale, Member } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import { listInbox, PAGE, type Cursor, type InboxRow } from './queries.ts';
import { sentence } from './sentence.ts';

/** A page of somebody's inbox in their language. */
export async function readInbox(db: Db, reader: Member, locale: Locale, before: Cursor | null) {
	const rows = await listInbox(db, reader.id, before);
	const shown = rows.slice(0, PAGE);
	const last = shown.at(-1);
	return {
		notifications: shown.map((row) => present(row, reader.zone, locale)),
		next: rows.length > PAGE && last ? `${last.createdAt.getTime()}_${last.id}` : null,
	};
}

/** Where the page before ended, as `next` said it; null where it is nothing of the kind. */
export function readCursor(typed: string): Cursor | null {
	const found = /^(\d{1,15})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(typed);
	return found ? { at: new Date(Number(found[1])), id: found[2]! } : null;
}

function present(row: InboxRow, zone: string, locale: Locale) {
	const { id, topic, href, listingId, handoverId, createdAt, readAt } = row;
	return {
		id,
		topic: broadTopic(topic),
		text: sentence({ ...row, zone, locale }),
		href,
		...(listingId === null ? {} : { listing: listingId }),
		...(handoverId === null ? {} : { handover: handoverId }),
		createdAt: createdAt.toISOString(),
		readAt: readAt?.toISOString() ?? null,
	};
}
