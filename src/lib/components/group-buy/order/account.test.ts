import { expect, it } from 'vitest';
import type { MineView, StatementRow } from '#lib/domain/group-buy-mine-view.ts';
import { inARow } from '#lib/i18n/in-a-row.ts';
import { billOf } from './account.ts';

const row = (kind: StatementRow['kind'], amountMinor: number, reverses: StatementRow['reverses'] = null) => ({
	at: new Date(0),
	kind,
	amountMinor,
	balanceMinor: 0,
	reason: '',
	reverses,
});
const mine: MineView = {
	orderId: 'order',
	lines: [],
	note: '',
	dueMinor: 16_306,
	paidMinor: 16_336,
	pickupNumber: 1,
	bill: {
		goodsMinor: 16_186,
		feeMinor: 400,
		discountMinor: 0,
		marginMinor: 0,
		dueMinor: 16_586,
		estimate: false,
	},
	saidMinor: 0,
	keptMinor: 0,
	balanceMinor: 0,
	packed: true,
	pickup: 'collected',
	ahead: null,
	statement: [
		row('charge', 16_586),
		row('payment', -16_336),
		row('problem', -280),
		row('written_off', -50),
		row('reversal', 50, 'written_off'),
		row('carried', 30),
	],
	problems: [],
	mayReport: false,
};

it('shows everything between what was to be paid and what is open, so that the bill adds up to the eye', () => {
	const said = billOf({ mine }, String)!;
	expect(said.settled.map((it) => it.amount)).toEqual(['16336', '-280', '30']);
	const [paid, ...rest] = said.settled.map((it) => Number(it.amount));
	expect(Number(said.due.amount) - paid! + rest.reduce((sum, it) => sum + it, 0)).toBe(mine.balanceMinor);
});

it('sets things in a row with the comma of the language', () => {
	expect(inARow(['土豆 1 袋', '鸡蛋 2 板'], 'zh-CN')).toBe('土豆 1 袋、鸡蛋 2 板');
	expect(inARow([2, 3], 'en')).toBe('2, 3');
});
