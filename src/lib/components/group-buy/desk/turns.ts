import { m } from '#lib/i18n/paraglide/messages.js';
import type { Folded } from '../ask.ts';
import { askAsk, extendAsk, pickupAsk } from './next.ts';
import { helperFolds, photoFolds } from './people.ts';
import { runs, type Seen } from './seen.ts';

/** What else the whole group buy can be taken to, folded away: what all are told, who helps, its terms, and last its end. */
export function drawers(seen: Seen) {
	const { desk } = seen;
	const reason = { kind: 'line', name: 'reason', label: m.buypage_do_reason() } as const;
	const turn = (
		step: (typeof desk.steps)[number],
		title: string,
		hint: string,
		tone: 'quiet' | 'danger',
	): Folded[] =>
		desk.steps.includes(step)
			? [{ title, hint, asks: [{ action: step, button: title, tone, fields: [reason] }] }]
			: [];
	const open = desk.steps.includes('lock') && !desk.missed;
	const chat: Folded[] = [];
	if (open) chat.push({ title: m.buypage_way_ask(), hint: m.buypage_way_ask_hint(), asks: [askAsk()] });
	if (desk.state === 'pickup' && runs(seen))
		chat.push({
			title: m.buypage_do_pickup_text(),
			asks: [{ ...pickupAsk(desk.pickupText), tone: 'quiet' }],
		});
	return {
		chat,
		people: helperFolds(seen),
		change: [
			...photoFolds(seen),
			...(runs(seen) && ['draft', 'open', 'locked'].includes(desk.state) ? [paymentFold(seen)] : []),
			...(open ? [{ title: m.buypage_way_extend(), asks: [extendAsk(seen)] }] : []),
			...turn('reopen', m.buypage_do_reopen(), m.buypage_do_reopen_hint(), 'quiet'),
			...turn('unsettle', m.buypage_do_unsettle(), m.buypage_do_unsettle_hint(), 'quiet'),
		],
		end: turn('cancel', m.buypage_do_cancel(), m.buypage_do_cancel_hint(), 'danger'),
	};
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
