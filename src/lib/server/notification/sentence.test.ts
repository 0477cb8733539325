import { describe, expect, it } from 'vitest';
import { DETAILS_LENGTH, SHORT_LENGTH, TITLE_LENGTH, UNIT_LENGTH } from '../../domain/listing.ts';
import { LOCALES } from '../../domain/member.ts';
import { CODES, lockScreenTitle } from '../../domain/notification.ts';
import { lockScreen } from './lock-screen.ts';
import { cut, MOST_BYTES, writePayload } from './payload.ts';
import { sentence } from './sentence.ts';
import type { Told } from './words.ts';

const AT = new Date('2026-11-03T02:00:00Z');
const told = (more: Partial<Told>): Told => ({
	code: 'handover.claimed',
	detail: {},
	direction: 'offer',
	place: 'door',
	createdAt: AT,
	locale: 'en',
	zone: 'Asia/Shanghai',
	...more,
});
const cabbage = {
	title: 'Cabbage',
	safeTitle: 'Cabbage',
	quantity: 2,
	unit: 'heads',
	door: '2-1102',
	name: 'Wang Fang',
};
const everything = CODES.flatMap((code) =>
	LOCALES.flatMap((locale) =>
		(['offer', 'ask', null] as const).map((direction) => ({ code, locale, direction })),
	),
);

describe('a sentence of the inbox', () => {
	it('says who, what and how many', () => {
		expect(sentence(told({ detail: cabbage }))).toBe('Wang Fang (2-1102) would like “Cabbage” (2 heads).');
		expect(sentence(told({ detail: { ...cabbage, title: '白菜', unit: '棵' }, locale: 'zh-CN' }))).toBe(
			'Wang Fang（2-1102）要了「白菜」2 棵。',
		);
	});
	it('says until when and where to fetch it, in the time of the building', () => {
		const detail = { ...cabbage, until: '2026-11-03T12:00:00Z' };
		expect(sentence(told({ code: 'handover.yours', detail }))).toBe(
			'“Cabbage” (2 heads) is yours. Fetch it before 8\u00a0pm at 2-1102.',
		);
		expect(sentence(told({ code: 'handover.yours', detail, locale: 'zh-CN' }))).toBe(
			'「Cabbage」2 heads是你的了。20:00 前到 2-1102 取。',
		);
		expect(sentence(told({ code: 'handover.yours', detail, place: 'corner' }))).toBe(
			'“Cabbage” (2 heads) is yours. Fetch it before 8\u00a0pm.',
		);
		const later = { ...cabbage, until: '2026-11-04T12:00:00Z' };
		expect(sentence(told({ code: 'handover.yours', detail: later, place: 'meet' }))).toContain(
			'before Wed, 8\u00a0pm',
		);
	});
	it('says it the other way round to somebody who helps', () => {
		const detail = { ...cabbage, until: '2026-11-03T12:00:00Z' };
		expect(sentence(told({ code: 'handover.yours', detail, direction: 'ask' }))).toBe(
			'It is your turn to help with “Cabbage” (2 heads). By 8\u00a0pm.',
		);
	});
	it('names nobody whom the reader may not know', () => {
		expect(sentence(told({ detail: { title: 'Cabbage', quantity: 1, unit: '' } }))).toBe(
			'A neighbour would like “Cabbage”.',
		);
	});
	it('quotes the reason', () => {
		expect(
			sentence(told({ code: 'handover.released', detail: { ...cabbage, reason: 'I am away' } })),
		).toContain('“I am away”');
	});
	it('says what changed in an order that came, why, and what is to be paid', () => {
		const detail = { title: '蔬菜团', changes: '鸡蛋 3 → 2', rule: 'fair', dueMinor: 5600, currency: 'CNY' };
		expect(sentence(told({ code: 'group_buy.arrived', locale: 'zh-CN', detail }))).toBe(
			'「蔬菜团」到货了。有变动：鸡蛋 3 → 2。货没来齐：每户先有一份，再按比例分。要付 ¥56.00。',
		);
	});
	it.each(everything)(
		'of $code in $locale ($direction) is whole, with nothing left to fill in',
		({ code, locale, direction }) => {
			for (const detail of [
				cabbage,
				{},
				{ ...cabbage, until: '2026-11-05T02:00:00Z', reason: 'because', place: 3 },
			]) {
				const said = sentence(told({ code, locale, direction, detail }));
				expect(said).not.toMatch(/[{}]|undefined|null|NaN|notification_|[!！]|\s{2}/);
				expect(said.length).toBeGreaterThan(4);
			}
		},
	);
});

describe('a locked screen', () => {
	const insulin = {
		title: '胰岛素 Insulin',
		quantity: 2,
		unit: 'pens',
		door: '2-1102',
		name: 'Wang Fang',
		reason: 'diabetes',
		until: '2026-11-05T02:00:00Z',
	};
	it.each(everything)(
		'says nothing of $code in $locale ($direction) that a stranger may not read',
		({ code, locale, direction }) => {
			const { title, body } = lockScreen(told({ code, locale, direction, detail: insulin }));
			expect(`${title} ${body}`).not.toMatch(
				/Insulin|胰岛素|2-1102|1102|Wang|diabetes|pens|[{}]|undefined|[!！]/,
			);
			expect(title).not.toBe('');
		},
	);
	it('names a harmless post', () => {
		const detail = { ...cabbage, until: '2026-11-03T12:00:00Z' };
		expect(lockScreen(told({ code: 'handover.yours', detail }))).toEqual({
			title: 'It’s yours',
			body: '“Cabbage” (2 heads)\nSee where to fetch it. Until 8\u00a0pm.',
		});
	});
	it('gets no title of medicine, help, anonymous asks, or with a door in it', () => {
		const post = { title: 'Rice', category: 'food', direction: 'ask', anonymous: false } as const;
		expect(lockScreenTitle(post)).toBe('Rice');
		expect(lockScreenTitle({ ...post, category: 'medicine' })).toBeNull();
		expect(lockScreenTitle({ ...post, category: 'help' })).toBeNull();
		expect(lockScreenTitle({ ...post, anonymous: true })).toBeNull();
		expect(lockScreenTitle({ ...post, title: 'Rice at 1102' })).toBeNull();
		expect(lockScreenTitle({ ...post, title: 'Rice at １１０２' })).toBeNull();
	});
});

describe('what is pushed', () => {
	const family = '👨‍👩‍👧‍👦';
	const fillings = ['x', '字', '"', '\u0001', '😀', family];
	const message = (title: string, body: string) => ({
		web_push: 8030 as const,
		notification: {
			title,
			body,
			lang: 'zh-CN' as const,
			tag: 'a'.repeat(36),
			navigate: `https://${'a'.repeat(60)}.example/handovers/${'a'.repeat(80)}`,
			app_badge: 99,
			data: { id: 'a'.repeat(36) },
		},
		app_badge: 99,
	});
	it.each(everything)(
		'of $code in $locale ($direction) fits at the limits of all fields',
		({ code, locale, direction }) => {
			for (const filling of fillings) {
				const fill = (length: number) => filling.repeat(Math.floor(length / filling.length));
				const detail = {
					title: fill(TITLE_LENGTH),
					safeTitle: fill(TITLE_LENGTH),
					unit: fill(UNIT_LENGTH),
					quantity: 9999,
					name: fill(40),
					door: '9999-99999-A',
					reason: fill(SHORT_LENGTH),
					until: '2026-12-24T12:00:00Z',
				};
				const { title, body } = lockScreen(told({ code, locale, direction, detail }));
				const json = writePayload(message(title, body));
				expect(Buffer.byteLength(json)).toBeLessThanOrEqual(MOST_BYTES);
				expect(JSON.parse(json)).toEqual(message(title, body));
			}
		},
	);
	it.each(fillings)('is cut at whole characters (%j) where it would not fit', (filling) => {
		const json = writePayload(message(filling.repeat(1500), filling.repeat(DETAILS_LENGTH)));
		expect(Buffer.byteLength(json)).toBeLessThanOrEqual(MOST_BYTES);
		expect(Buffer.byteLength(json)).toBeGreaterThan(MOST_BYTES - 200);
		const { title, body } = (JSON.parse(json) as ReturnType<typeof message>).notification;
		for (const text of [title, body]) expect(text.replace(/…$/, '').replaceAll(filling, '')).toBe('');
	});
	it('keeps what fits as it is', () => {
		expect(cut('白菜', 100)).toBe('白菜');
		expect(cut('白菜萝卜', 9)).toBe('白菜…');
	});
});
