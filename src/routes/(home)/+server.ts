import { json } from '@sveltejs/kit';
import { requireActor } from '#lib/server/member.ts';
import { findBoard } from './board.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const member = requireActor(event.locals);
	const { cards, next } = await findBoard(event, member, true);
	const listings = cards.map((card) => ({
		id: card.id,
		direction: card.direction,
		category: card.category,
		title: card.title,
		quantity: card.quantity,
		held: card.held,
		remaining: card.remaining,
		unit: card.unit,
		status: card.status,
		until: card.until.toISOString(),
		handovers: card.handovers.map(({ id, quantity, state, household }) => ({
			id,
			quantity,
			state,
			household,
		})),
	}));
	return json({ listings, next }, { headers: { vary: 'accept' } });
};
