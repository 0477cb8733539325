import { hasCome } from '#lib/domain/group-buy.ts';
import type { DeskView, PaymentRow } from '#lib/domain/group-buy-desk-view.ts';
import type { Account } from '#lib/domain/group-buy-ledger.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Ask } from '../ask.ts';
import { moneyFolds } from './money-folds.ts';
import { householdOf, may, money, time, type Seen } from './seen.ts';

const kinds: Record<PaymentRow['kind'], (inputs: { who: string; amount: string }) => string> = {
	payment: m.buypage_money_kind_payment,
	advance: m.buypage_money_kind_advance,
	repayment: m.buypage_money_kind_repayment,
	side_paid: m.buypage_money_kind_side_paid,
};
const accounts: Record<Account, () => string> = {
	household: m.buypage_account_household,
	side: m.buypage_account_side,
	goods: m.buypage_account_goods,
	supplier: m.buypage_account_supplier,
	purse: m.buypage_account_purse,
	advance: m.buypage_account_advance,
	margin: m.buypage_account_margin,
	written_off: m.buypage_account_written_off,
	carried: m.buypage_account_carried,
};

const confirm = (of: string): Ask => ({
	action: 'confirm',
	of,
	hidden: { [`payments.${of}`]: 'yes' },
	button: m.buypage_money_yes(),
	tone: 'small',
});
const reject = (of: string): Ask => ({
	action: 'reject',
	of,
	hidden: { payment: of },
	button: m.buypage_money_no(),
	tone: 'small',
});

/** Payments to confirm, many at once; what is still owed; everything else that moves money, folded. */
export function sayMoneyDesk(seen: Seen) {
	const { desk } = seen;
	if (!may(seen, 'money')) return null;
	const said = desk.payments.filter((it) => it.state === 'said' && it.kind === 'payment' && it.mine);
	const orders = new Map(desk.orders.map((it) => [it.id, it]));
	const covered = new Set(said.map((it) => it.orderId));
	const owing = desk.orders.filter((it) => it.balanceMinor > 0 && !covered.has(it.id));
	const entry = ({ account, side, amountMinor }: DeskView['books'][number]) => ({
		label:
			side === null || desk.sides.length < 2 ? accounts[account]() : `${accounts[account]()}\u00a0· ${side}`,
		amount: money(seen, amountMinor),
	});
	const billed = hasCome(desk.state) && desk.allocated;
	return {
		said: said.map((it) => {
			const order = orders.get(it.orderId ?? '');
			return {
				id: it.id,
				home: order ? householdOf(order) : null,
				who: it.who,
				amount: money(seen, it.amountMinor),
				how: [it.method, it.note, time(seen, it.saidAt)].filter(Boolean).join('\u00a0· '),
			};
		}),
		owing: (billed || desk.payWhen === 'before' ? owing : []).map((it) => ({
			id: it.id,
			home: householdOf(it),
			amount: money(seen, it.balanceMinor),
		})),
		yours: desk.payments
			.filter((it) => it.state === 'said' && it.kind !== 'payment')
			.map((it) => ({
				id: it.id,
				text: kinds[it.kind]({ who: it.who, amount: money(seen, it.amountMinor) }),
				note: it.note,
				asks: it.mine ? [confirm(it.id), reject(it.id)] : [],
			})),
		// Of closed books nothing moves before they are opened again.
		...(['draft', 'settled'].includes(desk.state) ? { often: [], seldom: [] } : moneyFolds(seen, billed)),
		books: desk.books.map(entry),
		open: desk.open.map(entry),
		billed,
		// While people still come the books cannot balance yet: they open once everybody has theirs.
		uneven: billed && desk.open.length > 0 && desk.pickup.collected === desk.orders.length,
	};
}
