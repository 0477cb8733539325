import { BUNDLE } from '../../domain/corner.ts';
import type { Code } from '../../domain/notification.ts';
import type { Db } from '../db/connect.ts';
import { notify } from '../notification/notify.ts';
import { gatheredSince, listFollowers, type CornerRow } from './queries.ts';

type About = Pick<CornerRow, 'id' | 'buildingId' | 'place'>;
type CornerCode = Extract<Code, `corner.${string}`>;

/** News of a corner to its followers. What is new of one kind within ten minutes is one row and one push, at their end. */
export async function tellFollowers(
	tx: Db,
	corner: About,
	code: CornerCode,
	detail: Record<string, string | number>,
	not: readonly (string | null)[],
	now: Date,
): Promise<void> {
	const to = (await listFollowers(tx, corner)).filter((id) => !not.includes(id));
	if (to.length === 0) return;
	const since = await gatheredSince(tx, corner.id, code, now, new Date(now.getTime() - BUNDLE));
	const bundle = {
		key: `${code}:${corner.id}:${since.getTime()}`,
		dueAt: new Date(since.getTime() + BUNDLE),
	};
	await notify(tx, { ...about(corner, code, detail), to, bundle }, now);
}

/** News of a corner for one person alone, at once. */
export function tellOne(
	tx: Db,
	to: string,
	corner: About,
	code: CornerCode,
	detail: Record<string, string | number>,
	now: Date,
): Promise<void> {
	return notify(tx, { ...about(corner, code, detail), to: [to] }, now);
}

function about(corner: About, code: CornerCode, detail: Record<string, string | number>) {
	return {
		topic: 'corner' as const,
		code,
		detail: { ...detail, corner: corner.place },
		href: `/corners/${corner.id}`,
		cornerId: corner.id,
	};
}
