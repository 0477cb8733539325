import { afterAll, describe, expect, it } from 'vitest';
import { STATES } from '#lib/domain/handover.ts';
import { ALLOCATIONS, CATEGORIES, DIRECTIONS, PLACES, TERMS } from '#lib/domain/listing.ts';
import { LOCALES, type Locale } from '#lib/domain/member.ts';
import { getLocale, overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { doorName } from '../building/door-name.ts';
import { sayHandover, sayState, tidy } from './say.ts';
import { sayingOf, type HandoverSituation } from './sentence.ts';

const before = getLocale;
let locale: Locale = 'en';
overwriteGetLocale(() => locale);
afterAll(() => overwriteGetLocale(before));

const SIDES = ['giver', 'receiver', null] as const;
const names = {
	giver: '1-302',
	receiver: '2-1102',
	claimant: '1-302',
	poster: '2-1102',
	outside: '小周',
	until: '今天 20:00',
	drawAt: '明天 10:00',
	returnBy: '周三',
	place: 2,
};
const plain: HandoverSituation = {
	state: 'reserved',
	side: 'receiver',
	direction: 'offer',
	category: 'food',
	terms: 'give',
	place: 'door',
	allocation: 'first_come',
	drawn: false,
	newcomer: false,
	knocks: false,
	by: 'other',
	gone: false,
	byHand: false,
	outside: false,
	hasReturnDay: false,
};

/** Every handover there can be, for every reader. */
function* everySituation(): Generator<HandoverSituation> {
	const yes = [false, true];
	for (const state of STATES)
		for (const side of SIDES)
			for (const direction of DIRECTIONS)
				for (const category of CATEGORIES)
					for (const terms of TERMS)
						for (const place of PLACES)
							for (const allocation of ALLOCATIONS)
								for (const drawn of yes)
									for (const newcomer of yes)
										for (const by of ['reader', 'other', 'nobody'] as const)
											for (const flag of ['', 'knocks', 'gone', 'byHand', 'outside', 'hasReturnDay'])
												yield {
													...plain,
													state,
													side,
													direction,
													category,
													terms,
													place,
													allocation,
													drawn,
													newcomer,
													by,
													...(flag === '' ? {} : { [flag]: true }),
												};
}

describe('the sentence on a handover', () => {
	for (const language of LOCALES)
		it(`is there in ${language} for every state, side and kind of post, and says everything it names`, () => {
			locale = language;
			const said = new Map<string, string>();
			for (const situation of everySituation()) {
				const key = sayingOf(situation);
				if (said.has(key)) continue;
				const { say } = sayHandover(situation, names);
				expect(say, key).toMatch(/[.。]$/);
				expect(say, key).not.toMatch(/[{}!！]|undefined| {2}/);
				said.set(key, say);
			}
			// No two cases are told in the same words.
			expect(new Set(said.values()).size).toBe(said.size);
		});

	it('differs between the two sides and from what a helper reads, in every state', () => {
		for (locale of LOCALES)
			for (const direction of DIRECTIONS)
				for (const state of STATES) {
					const said = SIDES.map((side) => sayHandover({ ...plain, state, side, direction }, names).say);
					expect(new Set(said).size, `${locale} ${direction} ${state}: ${said.join(' | ')}`).toBe(
						SIDES.length,
					);
				}
	});

	it('says to a giver, a receiver and a helper something else in each state', () => {
		for (locale of LOCALES)
			for (const side of SIDES)
				for (const direction of DIRECTIONS) {
					const said = STATES.map((state) => sayHandover({ ...plain, state, side, direction }, names).say);
					expect(new Set(said).size).toBe(STATES.length);
				}
	});

	it('tells the receiver until when and where to fetch it', () => {
		locale = 'zh-CN';
		expect(sayHandover(plain, { ...names, giver: doorName('2-1102') }).say).toBe(
			'已留给你，今天 20:00 前到 2 单元 1102 取。',
		);
		locale = 'en';
		expect(sayHandover(plain, { ...names, giver: '2-1102', until: 'today, 8 pm' }).say).toBe(
			'It’s yours. Fetch it before today, 8 pm at 2-1102.',
		);
		expect(sayHandover({ ...plain, state: 'waiting' }, names).say).toBe('You are second in line.');
		expect(sayHandover({ ...plain, state: 'waiting' }, { ...names, place: 7 }).say).toBe(
			'You are number 7 in line.',
		);
	});

	it('has the words of the building for every state', () => {
		locale = 'zh-CN';
		expect(STATES.map(sayState)).toEqual([
			'排队中',
			'已留给你',
			'在路上',
			'已放门口',
			'没找到',
			'已签收',
			'已归还',
			'已让出',
			'过时未取',
			'未能给出',
		]);
	});

	it('closes the gap where a word stands in place of a number', () => {
		expect(tidy('已留给 邻居，今天 20:00 前来取。')).toBe('已留给邻居，今天 20:00 前来取。');
		expect(tidy('a neighbour has it.')).toBe('A neighbour has it.');
	});
});
