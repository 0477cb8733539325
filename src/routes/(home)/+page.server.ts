import { requireMember } from '#lib/server/member.ts';
import type { BoardCard } from '#lib/server/listing/board.ts';
import { findBoard } from './board.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, depends } = event;
	const member = requireMember(locals);
	depends('stairwell:board');
	const { cards, next, filter } = await findBoard(event, member);
	const { direction, category, scope, q, before } = filter;
	const shown = before === null ? [...cards.filter(isPressing), ...cards.filter((card) => !isPressing(card))] : cards;
	return {
		building: member.buildingName,
		zone: member.zone,
		now: locals.now,
		filter: { direction, category, scope, q },
		first: before === null,
		next,
		notices: shown.map(asNotice),
	};
};

/** An urgent ask that nobody has answered in full stands first on the board. */
function isPressing(card: BoardCard): boolean {
	return card.urgent && card.remaining > 0;
}

/** What a notice on the board shows: the page carries no more of it. */
function asNotice(card: BoardCard) {
	const { id, direction, category, terms, title, quantity, unit, remaining, waiting, until, neededBy, urgent } = card;
	const mine = card.handovers.filter((it) => it.mine && !card.own).map((it) => it.state);
	return {
		id, direction, category, terms, title, quantity, unit, remaining, waiting, until, neededBy, urgent,
		mine, own: card.own, door: card.door, building: card.building, photo: card.coverPhotoId, chosen: card.allocation !== 'first_come',
	};
}
