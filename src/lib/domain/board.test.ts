import { describe, expect, it } from 'vitest';
import { fewer, hang, type OnBoard } from './board.ts';
import { ACTIVE, STATES } from './handover.ts';

const card = (name: string, change: Partial<OnBoard> = {}) => ({
	...{ name, remaining: 1, urgent: false, own: false, handovers: [] },
	...change,
});
const names = (cards: readonly { name: string }[]) => cards.map((it) => it.name).join(' ');

describe('a page of the board', () => {
	it('has what is gone at its end and leaves nothing out', () => {
		const cards = [card('a', { remaining: 0 }), card('b'), card('c', { remaining: -1 }), card('d')];
		const { open, gone } = hang(cards, true);
		expect([names(open), names(gone)]).toEqual(['b d', 'a c']);
	});

	it('has one’s own where it was, also when it is gone', () => {
		expect(names(hang([card('a', { remaining: 0, own: true }), card('b')], true).open)).toBe('a b');
	});

	it.each(STATES)('keeps what one has claimed as long as something is to happen: %s', (state) => {
		const mine = [card('a', { remaining: 0, handovers: [{ state, mine: true }] }), card('b')];
		expect(names(hang(mine, true).open)).toBe(ACTIVE.includes(state) ? 'a b' : 'b');
		const others = [card('a', { remaining: 0, handovers: [{ state, mine: false }] }), card('b')];
		expect(names(hang(others, true).open)).toBe('b');
	});

	it('has unanswered urgent asks before the others, on the first page only', () => {
		const cards = [card('a'), card('b', { urgent: true }), card('c', { urgent: true, remaining: 0 })];
		expect(names(hang(cards, true).open)).toBe('b a');
		expect(names(hang(cards, false).open)).toBe('a b');
	});
});

describe('fewer of them', () => {
	const many = 'abcdefgh'.split('').map((name) => card(name));

	it('are the first ones, and the last of them says where the next page begins', () => {
		const { shown, last } = fewer(many, true, 6);
		expect([names(shown), last?.name]).toEqual(['a b c d e f', 'f']);
		expect(fewer(many.slice(0, 6), true, 6)).toEqual({ shown: many.slice(0, 6), last: null });
	});

	it('have all that presses and one more, so that none of the others is passed over', () => {
		const cards = [card('a'), card('b'), ...'cdefghi'.split('').map((name) => card(name, { urgent: true }))];
		const { shown, last } = fewer(hang(cards, true).open, true, 6);
		expect([names(shown), last?.name]).toEqual(['c d e f g h i a', 'a']);
	});
});
