import { describe, expect, it } from 'vitest';
import type { HandoverSituation } from '../components/handover/sentence.ts';
import { nextOf } from '../components/handover/sentence.ts';
import { STATES } from './handover.ts';
import { ALLOCATIONS, CATEGORIES, DIRECTIONS, PLACES } from './listing.ts';
import { byPress, isReadersTurn, orderTurn, type HandoverTurn, type OrderTurn, type Turn } from './turn.ts';

const everyTurn: HandoverTurn[] = STATES.flatMap((state) =>
	DIRECTIONS.flatMap((direction) =>
		CATEGORIES.flatMap((category) =>
			PLACES.flatMap((place) =>
				ALLOCATIONS.flatMap((allocation) =>
					(['giver', 'receiver'] as const).map((side) => ({
						...{ state, direction, category, place, allocation, side },
						posts: (side === 'giver') === (direction === 'offer'),
					})),
				),
			),
		),
	),
);

describe('whose turn it is in a handover', () => {
	it('agrees with what the handover’s own page says comes next', () => {
		const mine = [
			'choose',
			'arrange',
			'bring',
			'fetch',
			'say_left',
			'sign_knock',
			'sign_day',
			'found',
			'tell_where',
		];
		for (const it of everyTurn) {
			const situation: HandoverSituation = {
				...it,
				...{ terms: 'give', drawn: false, newcomer: false, knocks: false, by: 'other', gone: false },
				...{ byHand: false, outside: false, hasReturnDay: false },
			};
			const next = nextOf(situation) ?? '';
			// What is left somewhere is signed for by whoever gets it: the page tells both what happens then.
			const signed = it.state !== 'left' || it.side === 'receiver';
			expect([it, isReadersTurn(it)]).toEqual([it, mine.includes(next) && signed]);
		}
	});
});

describe('what a household has to do about its order', () => {
	const order: OrderTurn = {
		...{ state: 'pickup', payWhen: 'after', owedMinor: 0 },
		...{ calledAt: null, skippedAt: null, collectedAt: null, leftAt: null, signedAt: null },
	};
	const then = 'then';
	it.each<[string, Partial<OrderTurn>, ReturnType<typeof orderTurn>]>([
		['nothing before its number is called', {}, null],
		['come, once it is called', { calledAt: then }, 'called'],
		['come first and pay afterwards', { calledAt: then, owedMinor: 500 }, 'called'],
		['come all the same when it was not there', { calledAt: then, skippedAt: then }, 'skipped'],
		['sign for what stands at the door', { calledAt: then, skippedAt: then, leftAt: then }, 'left'],
		['nothing when it has been fetched', { calledAt: then, collectedAt: then }, null],
		['nothing when it has been signed for', { leftAt: then, signedAt: then }, null],
		['pay what the books say', { owedMinor: 500 }, 'pay'],
		['pay as soon as the bill is known', { state: 'arrived', owedMinor: 500 }, 'pay'],
		['not pay before anybody knows how much', { state: 'arrived', owedMinor: null }, null],
		['not pay before fetching where one pays then', { payWhen: 'pickup', owedMinor: 500 }, null],
		['pay what it fetched and owes', { payWhen: 'pickup', collectedAt: then, owedMinor: 500 }, 'pay'],
		['nothing where money comes back', { owedMinor: -500 }, null],
		['nothing of what is called off', { state: 'cancelled', calledAt: then, owedMinor: 500 }, null],
	])('%s', (_, change, turn) => {
		expect(orderTurn({ ...order, ...change })).toBe(turn);
	});
});

it('what somebody waits for at this moment comes first, then what runs out first', () => {
	const at = (hour: number) => new Date(Date.UTC(2026, 10, 3, hour));
	const sorted: Turn[] = [
		{ turn: 'called', until: null },
		{ turn: 'left', until: at(9) },
		{ turn: 'left', until: null },
		{ turn: 'reserved', until: at(3) },
		{ turn: 'reserved', until: at(8) },
		{ turn: 'on_the_way', until: null },
		{ turn: 'skipped', until: null },
		{ turn: 'pay', until: null },
		{ turn: 'waiting', until: null },
		{ turn: 'missing', until: null },
	];
	expect([...sorted].reverse().sort(byPress)).toEqual(sorted);
});
