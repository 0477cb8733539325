import { sayMatters } from '#lib/components/home/matters.ts';
import { boardWords, sayEmpty, sayNotice } from '#lib/components/listing/notice-words.ts';
import { drawn } from '#lib/components/listing/drawn.ts';
import { fewer, hang } from '#lib/domain/board.ts';
import { isConfirmed } from '#lib/domain/member.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { type BoardCard, writeCursor } from '#lib/server/listing/board.ts';
import { listMatters } from '#lib/server/listing/matters.ts';
import { requireActor } from '#lib/server/member.ts';
import { findBoard } from './board.ts';
import type { PageServerLoad } from './$types';

/** So many a page in 长辈版: each fills most of a screen there. */
const FEW = 6;

export const load: PageServerLoad = async (event) => {
	const { locals, depends } = event;
	const member = requireActor(locals);
	depends('stairwell:board');
	const { now } = locals;
	const plain = ![...event.url.searchParams.values()].some((it) => it !== '');
	const [board, matters] = await Promise.all([
		findBoard(event, member),
		// Only above the whole board: not among what somebody looks for.
		plain ? listMatters(locals.db, member, now) : [],
	]);
	const { direction, category, scope, q, before } = board.filter;
	const first = before === null;
	const hung = hang(board.cards, first);
	const large = locals.textSize === 'large' && q === '' && hung.open.length > 0;
	const few = large ? fewer(hung.open, first, FEW) : { shown: hung.open, last: null };
	const asNotices = (cards: readonly BoardCard[]) =>
		cards.map((card) => asNotice(card, { now, zone: member.zone }));
	const notices = asNotices(few.shown);
	return {
		building: member.buildingName,
		filter: { direction, category, scope, q },
		first,
		matters: sayMatters(matters, {
			now,
			zone: member.zone,
			locale: getLocale(),
			newcomer: !isConfirmed(member),
		}),
		next: few.last ? writeCursor({ at: few.last.postedAt, id: few.last.id }) : board.next,
		words: boardWords(large),
		// In the first HTML, or for a page that is there already.
		...(event.isDataRequest || notices.length === 0
			? { notices, drawn: null }
			: { notices: [], drawn: drawn(notices) }),
		gone: large ? [] : asNotices(hung.gone),
		empty: board.cards.length === 0 ? sayEmpty(board.filter) : null,
	};
};

function asNotice(card: BoardCard, at: { now: Date; zone: string }) {
	const states = card.handovers.filter((it) => it.mine && !card.own).map((it) => it.state);
	return sayNotice(card, states, { photo: card.coverPhotoId, chosen: card.allocation !== 'first_come' }, at);
}
