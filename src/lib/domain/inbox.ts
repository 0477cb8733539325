import type { Code } from './notification.ts';

type News = { id: string; href: string; listing?: string; handover?: string };

/** Of everything else – the building, one's own devices – each piece of news is a matter of its own. */
const THING = /^\/(group-buys|corners)\/([0-9a-f-]{36})/;

/** Under which key news belongs together: the post, the shelf or the group buy that it is of. */
function keyOf({ id, href, listing }: News): string {
	return listing ?? THING.exec(href)?.[2] ?? id;
}

/**
 * News gathered by the matter it is of, in the order of the newest of each. `open`: what waits for the reader, by handover
 * and group buy, with the key under which it does – those come apart from the rest, each by itself.
 */
export function inMatters<N extends News>(
	news: readonly N[],
	open: ReadonlyMap<string, string>,
): { todo: [N, ...N[]][]; rest: [N, ...N[]][] } {
	const found = new Map<string, { todo: boolean; of: [N, ...N[]] }>();
	for (const it of news) {
		const waits = open.get(it.handover ?? keyOf(it));
		const key = waits === undefined ? keyOf(it) : `waits ${waits}`;
		const known = found.get(key);
		if (known) known.of.push(it);
		else found.set(key, { todo: waits !== undefined, of: [it] });
	}
	const all = [...found.values()];
	return {
		todo: all.filter((it) => it.todo).map((it) => it.of),
		rest: all.filter((it) => !it.todo).map((it) => it.of),
	};
}

/** The newest news that make up `most` matters. */
export function firstMatters<N extends News>(news: readonly N[], most: number): readonly N[] {
	const keys = new Set<string>();
	const end = news.findIndex((it) => keys.add(keyOf(it)).size > most);
	return end === -1 ? news : news.slice(0, end);
}

/**
 * News on which somebody has to do something, of what is not their own handover or order: of those it is known whether they
 * still wait. The other is good to know.
 */
const TO_ACT: readonly Code[] = [
	'handover.missing_look',
	'handover.knock',
	'handover.nobody_opened',
	'handover.return_reminder',
	'listing.urgent',
	'listing.urgent_near',
	'listing.urgent_phones',
	'listing.urgent_nobody',
	'listing.urgent_nobody_steward',
	'listing.reported',
	'listing.draw_empty',
	'resident.waiting',
	'resident.unheard',
	'resident.worried',
	'resident.reported',
	'corner.count_wanted',
	'group_buy.missed_organiser',
	'group_buy.owed',
	'group_buy.approval_asked',
	'group_buy.paid',
	'group_buy.paid_rejected',
	'group_buy.advance_asked',
	'group_buy.asked_again',
	'group_buy.problem',
	'group_buy.offered',
];

export function asksToAct(code: Code): boolean {
	return TO_ACT.includes(code);
}
