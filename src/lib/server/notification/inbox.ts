import { broadTopic } from '../../domain/group-buy-topic.ts';
import { asksToAct, firstMatters, inMatters } from '../../domain/inbox.ts';
import type { Locale, Member } from '../../domain/member.ts';
import { shortTitle } from '../../domain/short-title.ts';
import type { Db } from '../db/connect.ts';
import { listMatters } from '../listing/matters.ts';
import { listInbox, PAGE, type Cursor, type InboxRow } from './queries.ts';
import { sentence } from './sentence.ts';

/** A page of somebody's inbox in their language. */
export async function readInbox(db: Db, reader: Member, locale: Locale, before: Cursor | null) {
	const rows = await listInbox(db, reader.id, before);
	const shown = rows.slice(0, PAGE);
	const last = shown.at(-1);
	return {
		notifications: shown.map((row) => present(row, reader.zone, locale)),
		next: rows.length > PAGE && last ? writeCursor(last) : null,
	};
}

/**
 * A page of it as people read it: gathered by matter, on the first page what waits for the reader before the rest.
 * `most`: how many matters a page has; null: as many as there is news for.
 */
export async function readMatters(
	db: Db,
	reader: Member,
	{ locale, now, before, most }: { locale: Locale; now: Date; before: Cursor | null; most: number | null },
) {
	const [rows, open] = await Promise.all([
		listInbox(db, reader.id, before),
		before === null ? listMatters(db, reader, now) : [],
	]);
	const page = rows.slice(0, PAGE).map((row) => {
		const { title } = row.detail;
		const detail = typeof title === 'string' ? { ...row.detail, title: shortTitle(title) } : row.detail;
		return { ...present({ ...row, detail }, reader.zone, locale), toAct: asksToAct(row.code) };
	});
	const shown = most === null ? page : firstMatters(page, most);
	const waits = new Map(
		open.flatMap((it): [string, string][] => {
			// All who wait for the reader’s choice are one matter.
			if (it.kind === 'handover') return [[it.id, it.turn === 'waiting' ? it.listingId : it.id]];
			// The news of an order that is only to be paid says that it was called, or came.
			return it.turn === 'pay' ? [] : [[it.groupBuyId, it.groupBuyId]];
		}),
	);
	const last = rows[shown.length - 1];
	return {
		...inMatters(shown, waits),
		next: rows.length > shown.length && last ? writeCursor(last) : null,
	};
}

function writeCursor({ createdAt, id }: InboxRow): string {
	return `${createdAt.getTime()}_${id}`;
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
