import { readCursor, writeCursor } from '#lib/server/listing/board.ts';
import { listMine } from '#lib/server/listing/mine.ts';
import { requireActor } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';
import { asRow, presentActive } from './shown.ts';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
	const member = requireActor(locals);
	depends('stairwell:mine');
	const before = readCursor(url.searchParams.get('before'));
	const { active, past, next } = await listMine(locals.db, member, before);
	return {
		...presentActive(active, member, locals.now),
		past: past.map((it) => asRow(it, member, locals.now)),
		next: writeCursor(next),
		first: before === null,
	};
};
