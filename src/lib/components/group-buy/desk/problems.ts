import { m } from '#lib/i18n/paraglide/messages.js';
import type { Ask } from '../ask.ts';
import { sayAnswer } from '../order/account.ts';
import { householdOf, may, money, time, type Seen } from './seen.ts';

/** What was reported and how it is to be settled. */
export function sayProblems(seen: Seen) {
	const { desk } = seen;
	const orders = new Map(desk.orders.map((it) => [it.id, it]));
	return desk.problems.map((it) => {
		const order = orders.get(it.orderId);
		const ask: Ask = {
			action: 'resolve',
			of: it.id,
			button: m.buypage_problem_resolve(),
			...(desk.state === 'settled' ? { hint: m.buypage_problem_settled_hint() } : {}),
			hidden: { problem: it.id },
			fields: [
				{
					kind: 'money',
					name: 'credit',
					label: m.buypage_problem_credit(),
					hint: m.buypage_problem_credit_hint(),
				},
				{
					kind: 'choice',
					name: 'bearer',
					label: m.buypage_problem_bearer(),
					options: [
						{ value: 'supplier', label: m.buypage_problem_supplier() },
						{ value: 'organiser', label: m.buypage_problem_organiser() },
					],
				},
				{ kind: 'line', name: 'answer', label: m.buypage_problem_answer(), optional: true },
			],
		};
		return {
			id: it.id,
			home: order ? householdOf(order) : null,
			title: m.buypage_problem_who({ what: it.title, count: it.quantity }),
			note: it.note,
			photo: it.photo,
			at: time(seen, it.saidAt),
			ask: it.settled || !may(seen, 'money') ? null : ask,
			answer: it.settled ? sayAnswer(it, (minor) => money(seen, minor)) : null,
		};
	});
}
