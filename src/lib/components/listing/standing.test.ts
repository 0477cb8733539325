import { afterAll, describe, expect, it } from 'vitest';
import { ALLOCATIONS, DIRECTIONS, LISTING_STATUSES, TERMS } from '#lib/domain/listing.ts';
import { LOCALES, type Locale } from '#lib/domain/member.ts';
import { getLocale, overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayStanding } from './stand.ts';
import { moreOf, standingOf, type Situation } from './standing.ts';

const before = getLocale;
let locale: Locale = 'en';
overwriteGetLocale(() => locale);
afterAll(() => overwriteGetLocale(before));

const READERS = ['poster', 'neighbour', 'newcomer', 'steward'] as const;
const names = {
	left: '3 棵',
	underWay: '2 棵',
	given: '1 棵',
	total: '6 棵',
	waiting: 4,
	poster: '2-1102',
	drawAt: '明天 10:00',
	reports: 2,
};

/** How things can stand with the pieces of a post: free, on their way, arrived, waited for. */
const PIECES = [
	{ remaining: 3, underWay: 0, given: 0, waiting: 0 },
	{ remaining: 3, underWay: 0, given: 0, waiting: 2 },
	{ remaining: 2, underWay: 1, given: 0, waiting: 0 },
	{ remaining: 2, underWay: 0, given: 1, waiting: 0 },
	{ remaining: 0, underWay: 3, given: 0, waiting: 0 },
	{ remaining: 0, underWay: 3, given: 0, waiting: 2 },
	{ remaining: 0, underWay: 0, given: 3, waiting: 0 },
];

function* everySituation(): Generator<Situation> {
	for (const reader of READERS)
		for (const direction of DIRECTIONS)
			for (const terms of TERMS)
				for (const allocation of ALLOCATIONS)
					for (const drawn of [false, true])
						for (const status of LISTING_STATUSES)
							for (const pieces of PIECES)
								for (const missing of [false, true])
									for (const reports of [0, 2])
										for (const refused of [null, 'share', 'newcomer'] as const)
											yield {
												reader,
												direction,
												terms,
												allocation,
												drawn,
												status,
												...pieces,
												missing,
												reports,
												refused,
											};
}

describe('the sentence on top of a post', () => {
	for (const language of LOCALES)
		it(`is there in ${language} for every reader and every way things can stand`, () => {
			locale = language;
			const said = new Map<string, string>();
			for (const situation of everySituation()) {
				const { say, more } = sayStanding(situation, names);
				for (const [key, sentence] of [
					[standingOf(situation), say],
					[moreOf(situation), more],
				] as const) {
					if (key === null || sentence === null) continue;
					expect(sentence, key).toMatch(/[.。?？]$/);
					expect(sentence, key).not.toMatch(/[{}!！]|undefined| {2}/);
					said.set(key, sentence);
				}
			}
			expect(new Set(said.values()).size).toBe(said.size);
		});

	it('is another one for the poster, a neighbour, a newcomer and a steward, however things stand', () => {
		for (locale of LOCALES)
			for (const situation of everySituation()) {
				if (situation.reader !== 'poster') continue;
				const said = READERS.map((reader) => {
					const { say, more } = sayStanding({ ...situation, reader }, names);
					return `${say} ${more ?? ''}`;
				});
				expect(new Set(said).size, said.join(' | ')).toBe(READERS.length);
			}
	});

	it('tells a neighbour apart what is free, spoken for, gone, drawn, chosen and over', () => {
		const neighbour: Situation = {
			reader: 'neighbour',
			direction: 'offer',
			terms: 'give',
			allocation: 'first_come',
			drawn: false,
			status: 'open',
			...PIECES[0]!,
			missing: false,
			reports: 0,
			refused: null,
		};
		const cases: Situation[] = [
			neighbour,
			{ ...neighbour, waiting: 2 },
			{ ...neighbour, ...PIECES[4]! },
			{ ...neighbour, ...PIECES[6]! },
			{ ...neighbour, ...PIECES[6]!, terms: 'lend' },
			{ ...neighbour, allocation: 'draw' },
			{ ...neighbour, allocation: 'poster_chooses' },
			{ ...neighbour, status: 'ended' },
			{ ...neighbour, status: 'withdrawn' },
			{ ...neighbour, refused: 'share' },
			{ ...neighbour, direction: 'ask' },
			{ ...neighbour, direction: 'ask', ...PIECES[4]! },
			{ ...neighbour, direction: 'ask', ...PIECES[6]! },
		];
		for (locale of LOCALES)
			expect(new Set(cases.map((it) => sayStanding(it, names).say)).size).toBe(cases.length);
	});
});
