import { m } from '#lib/i18n/paraglide/messages.js';
import type { Folded } from '../ask.ts';
import { askAsk, extendAsk, pickupAsk } from './next.ts';
import { runs, type Seen } from './seen.ts';

/** What else the whole group buy can be taken to, folded away. */
export function turns(seen: Seen): Folded[] {
	const { desk } = seen;
	const folds: Folded[] = [];
	const reason = { kind: 'line', name: 'reason', label: m.buypage_do_reason() } as const;
	const add = (step: (typeof desk.steps)[number], title: string, hint: string, tone: 'quiet' | 'danger') => {
		if (desk.steps.includes(step))
			folds.push({ title, hint, asks: [{ action: step, button: title, tone, fields: [reason] }] });
	};
	if (desk.steps.includes('lock') && !desk.missed) {
		folds.push({ title: m.buypage_way_extend(), asks: [extendAsk(seen)] });
		folds.push({ title: m.buypage_way_ask(), hint: m.buypage_way_ask_hint(), asks: [askAsk()] });
	}
	if (desk.state === 'pickup' && runs(seen))
		folds.push({
			title: m.buypage_do_pickup_text(),
			asks: [{ ...pickupAsk(desk.pickupText), tone: 'quiet' }],
		});
	add('reopen', m.buypage_do_reopen(), m.buypage_do_reopen_hint(), 'quiet');
	add('unsettle', m.buypage_do_unsettle(), m.buypage_do_unsettle_hint(), 'quiet');
	add('cancel', m.buypage_do_cancel(), m.buypage_do_cancel_hint(), 'danger');
	if (runs(seen) && ['draft', 'open', 'locked'].includes(desk.state)) folds.push(paymentFold(seen));
	return folds;
}

function paymentFold({ desk }: Seen): Folded {
	if (desk.someonePaid)
		return { title: m.buypage_payment_title(), hint: m.buypage_payment_fixed(), asks: [] };
	return {
		title: m.buypage_payment_title(),
		hint: m.buypage_payment_hint(),
		asks: [
			{
				action: 'payment',
				button: m.buypage_payment_do(),
				fields: [
					{
						kind: 'text',
						name: 'payment',
						label: m.buypage_new_payment(),
						value: desk.payment,
						optional: true,
					},
					{ kind: 'photo', name: 'photo', label: m.buypage_new_payment_photo() },
				],
			},
		],
	};
}
