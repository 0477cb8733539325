import { describe, expect, it } from 'vitest';
import { refuseStep, STEP_TO, STEPS, stepsFor, type Step } from './handover-step.ts';
import {
	ACTIVE,
	CHANGES,
	HOLDING,
	holdsAtOnce,
	lineMoves,
	maySeeHandover,
	promote,
	refuseClaim,
	shareLeft,
	sideOf,
	STATES,
	windowOf,
	type HandoverFacts,
	type ListingFacts,
	type State,
} from './handover.ts';
import type { Member, Role } from './member.ts';
import { QUIET_DEFAULT } from './time.ts';

const NOW = new Date('2026-11-21T02:00:00Z');
const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000);

function listing(more: Partial<ListingFacts> = {}): ListingFacts {
	return {
		id: 'l',
		direction: 'offer',
		category: 'food',
		terms: 'give',
		allocation: 'first_come',
		status: 'open',
		until: hours(24),
		quantity: 6,
		held: 0,
		waiting: 0,
		perHousehold: 2,
		relaxedAt: hours(18),
		drawnAt: null,
		buildingId: 'b',
		posterId: 'li',
		posterHouseholdId: '1-101',
		anonymous: false,
		urgent: false,
		...more,
	};
}
function handover(state: State, more: Partial<HandoverFacts> = {}): HandoverFacts {
	return {
		id: 'h',
		state,
		quantity: 1,
		claimantId: 'wang',
		claimantHouseholdId: '2-202',
		outsideName: null,
		...more,
	};
}
function member(id: string, householdId: string, roles: Role[] = [], more: Partial<Member> = {}): Member {
	return {
		id,
		name: id,
		status: 'confirmed',
		roles,
		householdId,
		door: householdId,
		entrance: '1',
		buildingId: 'b',
		buildingName: 'B',
		communityId: 'c',
		communityNumber: 1,
		zone: 'Asia/Shanghai',
		locale: null,
		quiet: QUIET_DEFAULT,
		...more,
	};
}

const PEOPLE = {
	poster: member('li', '1-101'),
	posterHousehold: member('li2', '1-101'),
	claimant: member('wang', '2-202'),
	claimantHousehold: member('wang2', '2-202'),
	neighbour: member('zhao', '2-303'),
	volunteer: member('v', '1-301', ['volunteer']),
	steward: member('s', '1-302', ['steward']),
	stewardElsewhere: member('s2', '1-302', ['steward'], { buildingId: 'other' }),
};
type Who = keyof typeof PEOPLE;

/** product.md's table, row by row: who takes which step from which state of an offer. Everything else is refused. */
const MAY: Record<Step, { from: State[]; who: Who[] }[]> = {
	bring: [{ from: ['reserved'], who: ['poster', 'posterHousehold'] }],
	left: [{ from: ['reserved', 'on_the_way'], who: ['poster', 'posterHousehold'] }],
	receive: [
		{ from: ['reserved', 'on_the_way', 'left', 'missing'], who: ['claimant', 'claimantHousehold'] },
		{ from: ['missing'], who: ['steward'] },
	],
	missing: [{ from: ['left'], who: ['claimant', 'claimantHousehold'] }],
	release: [
		{
			from: ['waiting', 'reserved', 'on_the_way'],
			who: ['poster', 'posterHousehold', 'claimant', 'claimantHousehold'],
		},
		{ from: ['missing'], who: ['steward'] },
	],
	returned: [{ from: ['received'], who: ['poster', 'posterHousehold'] }],
};

describe('the table of steps', () => {
	it('allows exactly its rows, for everybody, from every state, on loans', () => {
		for (const step of STEPS)
			for (const state of STATES)
				for (const who of Object.keys(PEOPLE) as Who[]) {
					const allowed = MAY[step].some((row) => row.from.includes(state) && row.who.includes(who));
					const refusal = refuseStep(
						step,
						listing({ terms: 'lend', category: 'item' }),
						handover(state),
						PEOPLE[who],
					);
					expect([step, state, who, refusal === null]).toEqual([step, state, who, allowed]);
				}
	});
	it('mirrors on an ask: there the claimant gives and the poster signs', () => {
		const ask = listing({ direction: 'ask' });
		expect(sideOf(ask, handover('reserved'), PEOPLE.claimant)).toBe('giver');
		expect(stepsFor(ask, handover('reserved'), PEOPLE.claimant)).toEqual(['bring', 'left', 'release']);
		expect(stepsFor(ask, handover('left'), PEOPLE.poster)).toEqual(['receive', 'missing']);
	});
	it('a gift never comes back', () =>
		expect(refuseStep('returned', listing(), handover('received'), PEOPLE.poster)).toBe('handover.not_lent'));
	it('of an ask for medicine is not the household’s', () => {
		const ask = listing({ direction: 'ask', category: 'medicine', anonymous: true });
		expect(sideOf(ask, handover('left'), PEOPLE.posterHousehold)).toBeNull();
		expect(refuseStep('receive', ask, handover('left'), PEOPLE.posterHousehold)).toBe('handover.not_yours');
	});
	it('every step leads where the changes of state allow', () => {
		for (const step of STEPS)
			for (const row of MAY[step])
				for (const from of row.from) expect(CHANGES[from]).toContain(STEP_TO[step]);
	});
	it('what ended is never revived', () => {
		for (const state of STATES)
			if (!ACTIVE.includes(state) && state !== 'received') expect(CHANGES[state]).toEqual([]);
	});
	it('only both sides see a handover; a steward does too, a volunteer where somebody must look or knock', () => {
		for (const state of STATES)
			for (const who of Object.keys(PEOPLE) as Who[]) {
				const sides = ['poster', 'posterHousehold', 'claimant', 'claimantHousehold', 'steward'];
				const looks = who === 'volunteer' && state === 'missing';
				expect([state, who, maySeeHandover(listing(), handover(state), PEOPLE[who])]).toEqual([
					state,
					who,
					sides.includes(who) || looks,
				]);
			}
		expect(maySeeHandover(listing({ urgent: true }), handover('left'), PEOPLE.volunteer)).toBe(true);
	});
});

describe('a claim', () => {
	const claim = (more: Partial<Parameters<typeof refuseClaim>[2]> = {}) => ({
		wanted: 1,
		mine: 0,
		active: 0,
		size: 6,
		...more,
	});
	it.each([
		[listing(), PEOPLE.claimant, claim(), null],
		[listing({ status: 'withdrawn' }), PEOPLE.claimant, claim(), 'listing.ended'],
		[listing({ until: NOW }), PEOPLE.claimant, claim(), 'listing.ended'],
		[listing(), PEOPLE.poster, claim(), 'listing.own'],
		[listing(), PEOPLE.posterHousehold, claim(), 'listing.own'],
		[listing({ direction: 'ask', category: 'medicine' }), PEOPLE.posterHousehold, claim(), null],
		[listing(), PEOPLE.claimant, claim({ wanted: 7 }), 'listing.more_than_there_is'],
		[listing(), PEOPLE.claimant, claim({ wanted: 3 }), 'listing.household_limit'],
		[listing(), PEOPLE.claimant, claim({ mine: 2 }), 'listing.household_limit'],
		[listing({ relaxedAt: NOW }), PEOPLE.claimant, claim({ wanted: 4, mine: 2 }), null],
		[listing({ perHousehold: null }), PEOPLE.claimant, claim({ wanted: 6 }), null],
		[
			listing(),
			{ ...PEOPLE.claimant, status: 'waiting' as const },
			claim({ active: 1 }),
			'handover.unconfirmed_limit',
		],
		[listing({ allocation: 'draw' }), PEOPLE.claimant, claim({ mine: 1 }), 'listing.draw_entered'],
	])('%#: is answered by its rule', (on, by, facts, code) =>
		expect(refuseClaim(on, by, facts, NOW)).toBe(code),
	);

	it('leaves what the share allows', () => {
		expect(shareLeft(listing(), 1, NOW)).toBe(1);
		expect(shareLeft(listing(), 5, NOW)).toBe(0);
		expect(shareLeft(listing({ relaxedAt: NOW }), 1, NOW)).toBe(5);
	});
	it('holds at once only first come, with nobody in line and enough there', () => {
		expect(holdsAtOnce(listing(), 1, 1)).toBe(true);
		expect(holdsAtOnce(listing(), 0, 1)).toBe(false);
		expect(holdsAtOnce(listing({ waiting: 1 }), 5, 1)).toBe(false);
		expect(holdsAtOnce(listing({ allocation: 'poster_chooses' }), 5, 1)).toBe(false);
		expect(holdsAtOnce(listing({ allocation: 'draw' }), 5, 1)).toBe(false);
		expect(holdsAtOnce(listing({ allocation: 'draw', drawnAt: NOW }), 5, 1)).toBe(true);
	});
	it('the line moves by itself unless the poster chooses, the draw is to come, or it is over', () => {
		expect(lineMoves(listing())).toBe(true);
		expect(lineMoves(listing({ status: 'ended' }))).toBe(false);
		expect(lineMoves(listing({ allocation: 'poster_chooses' }))).toBe(false);
		expect(lineMoves(listing({ allocation: 'draw' }))).toBe(false);
		expect(lineMoves(listing({ allocation: 'draw', drawnAt: NOW }))).toBe(true);
	});
});

describe('the line', () => {
	it('nobody passes its head, all that is free is given, and nobody gets more than wanted', () => {
		for (let free = 0; free <= 7; free++)
			for (const wants of [[], [1], [3, 1], [2, 2, 2], [5, 1, 1], [1, 1, 1, 1]]) {
				const line = wants.map((quantity, id) => ({ id, quantity }));
				const given = promote(free, line);
				expect(given.reduce((sum, it) => sum + it.gets, 0)).toBe(
					Math.min(
						free,
						wants.reduce((sum, it) => sum + it, 0),
					),
				);
				given.forEach(({ of, gets }, i) => {
					expect(of.id).toBe(i);
					expect(gets).toBeGreaterThan(0);
					if (i < given.length - 1) expect(gets).toBe(of.quantity);
					else expect(gets).toBeLessThanOrEqual(of.quantity);
				});
			}
	});
	it('windows are four waking hours for food and medicine, a day else, with a reminder three quarters through', () => {
		const none = { from: 0, to: 0 };
		expect(windowOf('food', NOW, none, 'Asia/Shanghai')).toEqual({ endsAt: hours(4), remindAt: hours(3) });
		expect(windowOf('item', NOW, none, 'Asia/Shanghai')).toEqual({ endsAt: hours(24), remindAt: hours(18) });
		expect(windowOf('medicine', NOW, QUIET_DEFAULT, 'Asia/Shanghai').endsAt).toEqual(hours(4));
	});
	it('what holds is what the constraints count', () =>
		expect(HOLDING).toEqual(['reserved', 'on_the_way', 'left', 'missing', 'received']));
});
