import { describe, expect, it } from 'vitest';
import { isTaken, sayLine, type NoticeOfListing } from './notice.ts';

const words = {
	over: 'over',
	waiting: '{count} in line',
	waitingChosen: '{count} would like it',
	waitingChosenAsk: '{count} can help',
	lineOpen: 'line open',
};
const cabbage: NoticeOfListing = {
	id: 'c',
	direction: 'offer',
	title: 'Cabbage',
	quantity: 3,
	unit: '',
	remaining: 1,
	tag: 'To give',
	time: 'until 8 pm',
};

describe('What a notice says of others', () => {
	it.each<[string, Partial<NoticeOfListing>, string, boolean]>([
		['nothing, where some is left and nobody waits', {}, '', false],
		['how many wait', { waiting: 2 }, '2 in line', false],
		['nothing again, once live numbers say that nobody waits any more', { waiting: 0 }, '', false],
		[
			'how many would like it, where the poster chooses',
			{ waiting: 4, chosen: true },
			'4 would like it',
			false,
		],
		['how many can help', { waiting: 4, chosen: true, direction: 'ask' }, '4 can help', false],
		['that one can stand in line, where none is left', { remaining: 0 }, 'line open', true],
		['nothing of a line for what is needed', { remaining: 0, direction: 'ask' }, '', true],
		['how many wait, rather than that one can', { remaining: 0, waiting: 1 }, '1 in line', true],
		['that it is over, whoever waits', { over: true, waiting: 2 }, 'over', true],
		['no end where live numbers say that it is open', { over: false }, '', false],
	])('says %s', (_, more, line, taken) => {
		const notice = { ...cabbage, ...more };
		expect([sayLine(notice, words), isTaken(notice)]).toEqual([line, taken]);
	});
});
