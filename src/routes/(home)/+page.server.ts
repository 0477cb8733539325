import { boardWords, sayEmpty, sayNotice } from '#lib/components/listing/notice-words.ts';
import { requireActor } from '#lib/server/member.ts';
import type { BoardCard } from '#lib/server/listing/board.ts';
import { findBoard } from './board.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, depends } = event;
	const member = requireActor(locals);
	depends('stairwell:board');
	const { cards, next, filter } = await findBoard(event, member);
	const { direction, category, scope, q, before } = filter;
	const shown =
		before === null ? [...cards.filter(isPressing), ...cards.filter((card) => !isPressing(card))] : cards;
	return {
		building: member.buildingName,
		filter: { direction, category, scope, q },
		first: before === null,
		next,
		words: boardWords(),
		notices: shown.map((card) => asNotice(card, { now: locals.now, zone: member.zone })),
		empty: shown.length === 0 ? sayEmpty(filter) : null,
	};
};

/** An urgent ask that nobody has answered in full stands first on the board. */
function isPressing(card: BoardCard): boolean {
	return card.urgent && card.remaining > 0;
}

function asNotice(card: BoardCard, at: { now: Date; zone: string }) {
	const states = card.handovers.filter((it) => it.mine && !card.own).map((it) => it.state);
	return sayNotice(card, states, { photo: card.coverPhotoId, chosen: card.allocation !== 'first_come' }, at);
}
