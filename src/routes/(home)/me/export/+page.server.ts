import { requireActor } from '#lib/server/member.ts';
import { takeOut } from './mine.ts';
import { presentTaken } from './present.ts';
import type { PageServerLoad } from './$types';

/** The same as the JSON, to be read. */
export const load: PageServerLoad = async (event) => {
	const member = requireActor(event.locals);
	const taken = await takeOut(event, member);
	const { inChat } = await event.parent();
	return {
		...presentTaken(taken, member, event.locals.now),
		// A chat app's browser keeps no files: there it is a text to copy.
		json: inChat ? JSON.stringify(taken, null, 1) : null,
	};
};
