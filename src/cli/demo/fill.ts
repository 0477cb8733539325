import type { Db } from '#lib/server/db/connect.ts';
import { markRead } from '#lib/server/notification/read.ts';
import { Chronicle } from './chronicle.ts';
import { tellOfGroupBuys } from './group-buys.ts';
import { tellOfCalls } from './calls.ts';
import { tellOfCorner } from './corner.ts';
import { type Cast, moveIn, played, sends } from './move-in.ts';
import { takeAll } from './pictures/render.ts';
import { tellOfAsks } from './posts-asks.ts';
import { tellOfFood } from './posts-food.ts';
import { tellOfMedicine, tellOfThings } from './posts-things.ts';
import { TRY } from './people.ts';
import type { Album } from './wish.ts';

export interface FillOptions {
	/** Pictures made before, or none at all where nobody will look: by default they are rendered, which takes seconds. */
	album?: Album;
}

/**
 * Fills an empty database with 佳成大厦 and what happened there in the days before `now`, by the same verbs that people's
 * taps call. Answers everybody by name.
 */
export async function fillDemonstration(db: Db, now: Date, { album }: FillOptions = {}): Promise<Cast> {
	const [cast, pictures] = await Promise.all([moveIn(db, now), album ?? takeAll()]);
	const story = new Chronicle(db, cast, pictures, now);
	tellOfCorner(story);
	tellOfFood(story);
	tellOfThings(story);
	tellOfMedicine(story);
	tellOfAsks(story);
	tellOfGroupBuys(story);
	tellOfCalls(story);
	// Yesterday's news has been read; today's is waiting.
	for (const { key } of TRY)
		story.scene(8, 'the inbox', (at) =>
			played('the inbox', markRead(db, cast[key], null, sends(cast[key].id, at))),
		);
	await story.play();
	return cast;
}
