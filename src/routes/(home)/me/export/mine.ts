import type { RequestEvent } from '@sveltejs/kit';
import type { Member } from '#lib/domain/member.ts';
import { exportMine } from '#lib/server/account/export.ts';
import { requireRoom } from '#lib/server/http/room.ts';
import { LIMITS } from '#lib/server/installation/limit.ts';

/** The page and the JSON alike. */
export async function takeOut(event: Pick<RequestEvent, 'locals' | 'setHeaders'>, member: Member) {
	await requireRoom(event, LIMITS.takeOut, member.id);
	return exportMine(event.locals.db, member, event.locals.now);
}
