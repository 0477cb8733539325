import { describe, expect, it } from 'vitest';
import { refuseMenu, refuseTerms, type Terms } from './group-buy-edit.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));
const terms: Terms = {
	title: '蔬菜团',
	details: '',
	supplier: '',
	currency: 'CNY',
	opensAt: null,
	closesAt: at(12),
	scope: 'building',
	feeMinor: 1000,
	discountMinor: 200,
	marginMinor: 100,
	feeRule: 'equal',
	shortageRule: 'fair',
	minimumMinor: 5000,
	minimumUnits: 10,
	minimumHouseholds: 3,
	payWhen: 'after',
	payment: '微信',
	numberOrder: 'door',
	pickupPlace: '',
};

describe('what an open group buy says', () => {
	it('may be put in other words, be longer open, cost less and need less', () => {
		for (const better of [
			{ title: '周六蔬菜团', details: '带袋子', supplier: '老王', pickupPlace: '门口' },
			{ closesAt: at(13) },
			{ feeMinor: 0, marginMinor: 50, discountMinor: 300 },
			{ minimumMinor: null, minimumUnits: 9, minimumHouseholds: null },
			{ numberOrder: 'order' as const },
		])
			expect(refuseTerms(terms, { ...terms, ...better })).toBeNull();
	});

	it.each<[Partial<Terms>, string, string]>([
		[{ closesAt: at(11) }, 'group_buy.closes_earlier', 'closesAt'],
		[{ opensAt: at(1) }, 'group_buy.terms_fixed', 'opensAt'],
		[{ scope: 'community' }, 'group_buy.terms_fixed', 'scope'],
		[{ currency: 'EUR' }, 'group_buy.terms_fixed', 'currency'],
		[{ feeRule: 'value' }, 'group_buy.terms_fixed', 'feeRule'],
		[{ shortageRule: 'first_come' }, 'group_buy.terms_fixed', 'shortageRule'],
		[{ payWhen: 'before' }, 'group_buy.terms_fixed', 'payWhen'],
		[{ feeMinor: 1001 }, 'group_buy.only_less', 'fee'],
		[{ marginMinor: 101 }, 'group_buy.only_less', 'margin'],
		[{ minimumMinor: 5001 }, 'group_buy.only_less', 'minimum'],
		[{ minimumUnits: 11 }, 'group_buy.only_less', 'minimumUnits'],
		[{ minimumHouseholds: 4 }, 'group_buy.only_less', 'minimumHouseholds'],
		[{ discountMinor: 199 }, 'group_buy.only_more', 'discount'],
		[{ payment: '支付宝' }, 'group_buy.payment_elsewhere', 'payment'],
	])('%o is refused at its field', (worse, code, field) => {
		expect(refuseTerms(terms, { ...terms, ...worse })).toEqual({ code, field });
	});
});

describe('the menu of an open group buy', () => {
	const line = {
		id: 'a',
		title: '土豆',
		unit: '袋',
		priceMinor: 1280,
		caseSize: 4,
		cap: 20,
		least: 2,
		most: 10,
		step: 2,
		weighed: false,
		keepCold: false,
	};
	const ordered = { ...line, ordered: 6, flex: 0 };

	it.each<[Partial<typeof line>, string, string]>([
		[{ title: '红薯' }, 'group_buy.line_ordered', 'title'],
		[{ unit: '箱' }, 'group_buy.line_ordered', 'unit'],
		[{ step: 1 }, 'group_buy.line_ordered', 'step'],
		[{ caseSize: 5 }, 'group_buy.line_ordered', 'caseSize'],
		[{ weighed: true }, 'group_buy.line_ordered', 'weighed'],
		[{ least: 4 }, 'group_buy.line_ordered', 'least'],
		[{ most: 8 }, 'group_buy.line_ordered', 'most'],
		[{ priceMinor: 1281 }, 'group_buy.price_fixed', 'price'],
		[{ cap: 5 }, 'group_buy.cap_below_ordered', 'cap'],
	])('refuses %o of what was ordered, at its field', (worse, code, name) => {
		const refused = refuseMenu(
			[ordered],
			[
				{ ...line, id: null, title: '新的' },
				{ ...line, ...worse },
			],
		);
		expect(refused).toEqual({ code, field: `lines.1.${name}`, detail: { title: '土豆' } });
		expect(refuseMenu([{ ...ordered, ordered: 0 }], [{ ...line, ...worse }])).toBeNull();
		expect(refuseMenu([{ ...ordered, ordered: 0, flex: 1 }], [{ ...line, title: '红薯' }])).not.toBeNull();
	});

	it('takes in new lines, lower prices, higher limits and cold things, and lets nothing ordered go', () => {
		const better = { ...line, priceMinor: 1000, cap: null, most: null, least: 2, keepCold: true };
		expect(refuseMenu([ordered], [better, { ...line, id: null }])).toBeNull();
		expect(refuseMenu([ordered], [])).toMatchObject({ code: 'group_buy.line_ordered', field: 'menu' });
		expect(refuseMenu([{ ...ordered, ordered: 0 }], [])).toBeNull();
	});
});
