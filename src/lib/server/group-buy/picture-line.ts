import { and, eq } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { once, type Sent } from '../installation/once.ts';
import type { StoredPhoto } from '../photo/process.ts';
import { insertPhotos } from '../photo/queries.ts';
import { lockKnown, roleOf } from './access.ts';
import type { Drafted } from './draft.ts';
import { groupBuyLines } from './order-table.ts';

/** A picture of one item of the menu. */
export function pictureLine(
	db: Db,
	by: Member,
	input: { id: string; lineId: string; photo: StoredPhoto },
	sent: Sent,
): Promise<Drafted> {
	return once(db, sent, async (tx): Promise<Drafted> => {
		const known = await lockKnown(tx, input.id);
		if (!known || roleOf(known, by) !== 'organiser') return refused('not_found');
		const [photoId] = await insertPhotos(
			tx,
			{ groupBuyId: input.id },
			[input.photo],
			by.actedBy ?? by.id,
			sent.at,
		);
		const rows = await tx
			.update(groupBuyLines)
			.set({ photoId: photoId ?? null })
			.where(and(eq(groupBuyLines.id, input.lineId), eq(groupBuyLines.groupBuyId, input.id)))
			.returning({ id: groupBuyLines.id });
		return rows.length === 1 ? done({ id: input.id }) : refused('group_buy.line_unknown', { field: 'line' });
	});
}
