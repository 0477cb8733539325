import { error, type RequestEvent } from '@sveltejs/kit';
import { requireRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';
import { readFilter } from '#lib/server/listing/board-filter.ts';
import { listBoard, writeCursor } from '#lib/server/listing/board.ts';
import type { Member } from '#lib/domain/member.ts';
import { problemText } from '#lib/server/problem.ts';

/**
 * The board that this address asks for, as this member may see it: for the page and, with what came to nothing (`ended`),
 * for scripts.
 */
export async function findBoard(
	event: Pick<RequestEvent, 'locals' | 'url' | 'setHeaders'>,
	member: Member,
	ended = false,
) {
	const { locals, url } = event;
	const filter = readFilter(url.searchParams);
	if (!filter.ok) error(400, { code: filter.code, field: filter.field, message: problemText(filter.code) });
	if (filter.value.q !== '') await requireRoom(event, LIMITS.search, member.id);
	const { cards, next } = await listBoard(locals.db, member, filter.value, locals.now, ended);
	return { cards, next: writeCursor(next), filter: filter.value };
}
