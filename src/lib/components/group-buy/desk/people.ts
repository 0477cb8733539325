import { HELP_TASKS, type HelpTask } from '#lib/domain/group-buy.ts';
import { weightUnit } from '#lib/domain/weight.ts';
import { whole } from '#lib/i18n/whole.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Ask, Folded } from '../ask.ts';
import { inviteAsk } from './next.ts';
import { may, money, runs, type Seen } from './seen.ts';

const tasks: Record<HelpTask | 'organiser', () => string> = {
	orders: m.buypage_task_orders,
	packing: m.buypage_task_packing,
	pickup: m.buypage_task_pickup,
	money: m.buypage_task_money,
	organiser: m.buypage_task_organiser,
};

const early = (seen: Seen) => ['open', 'locked'].includes(seen.desk.state);

/** Orders that reach the organiser by word of mouth or as a list from the chat. */
export function orderFolds(seen: Seen): Folded[] {
	const { desk } = seen;
	if (!desk.takesOrders || !may(seen, 'orders')) return [];
	const lines = desk.lines.map((line) => ({
		kind: line.weighed ? ('money' as const) : ('whole' as const),
		name: `lines.${line.id}.quantity`,
		label: line.weighed
			? `${line.title} / ${weightUnit(line.unit)}`
			: line.unit === ''
				? line.title
				: `${line.title} / ${line.unit}`,
		optional: true,
	}));
	const asks: Ask[] = [
		{
			action: 'order',
			of: 'for',
			to: `/group-buys/${desk.id}`,
			stay: true,
			button: m.buypage_orders_for_do(),
			fields: [
				{
					kind: 'choice',
					name: 'for',
					label: m.buypage_orders_for_who(),
					options: desk.neighbours.map((it) => ({ value: it.id, label: `${it.door} ${it.name}` })),
				},
				...lines,
			],
		},
	];
	const folds: Folded[] = [{ title: m.buypage_orders_for(), hint: m.buypage_orders_for_hint(), asks }];
	const sides = desk.sides.filter((side) => side.state === 'joined' && (side.own || side.outside));
	const outside = sides.filter((side) => side.outside);
	if (outside.length > 0)
		folds.push({
			title: m.buypage_orders_outside(),
			asks: [
				{
					action: 'order_for',
					button: m.buypage_orders_for_do(),
					fields: [
						{
							kind: 'choice',
							name: 'side',
							label: m.buypage_paste_side(),
							options: outside.map((side) => ({ value: side.id, label: side.name })),
						},
						{ kind: 'line', name: 'door', label: m.buypage_orders_outside_door() },
						...lines,
					],
				},
			],
		});
	folds.push({
		title: m.buypage_paste_title(),
		hint: m.buypage_paste_hint(),
		id: 'paste',
		asks: [
			{
				action: 'paste',
				button: m.buypage_paste_save(),
				second: { value: 'read', label: m.buypage_paste_read() },
				...(sides.length > 1 ? {} : { hidden: { side: sides[0]?.id ?? '' } }),
				fields: [
					...(sides.length > 1
						? [
								{
									kind: 'choice' as const,
									name: 'side',
									label: m.buypage_paste_side(),
									options: sides.map((side) => ({ value: side.id, label: side.name })),
								},
							]
						: []),
					{ kind: 'text', name: 'text', label: m.buypage_paste_text(), rows: 6 },
				],
			},
		],
	});
	return folds;
}

/** Buildings that buy together, with the link for those asked. */
export function saySides(seen: Seen) {
	const { desk, origin } = seen;
	const states = {
		invited: m.buypage_join_invited,
		joined: m.buypage_join_joined,
		declined: m.buypage_join_declined,
	};
	return {
		rows:
			desk.sides.length < 2
				? []
				: desk.sides.map((side) => ({
						id: side.id,
						name: side.name,
						state: side.outside ? m.buypage_join_outside() : states[side.state](),
						numbers: whole(
							m.buypage_sides_row({ count: side.households, amount: money(seen, side.dueMinor) }),
						),
						link: side.link === null ? null : origin + side.link,
					})),
		ask: runs(seen) && early(seen) && desk.state === 'open' ? inviteAsk() : null,
	};
}

/** Who helps with what, and handing the whole over. */
export function helperFolds(seen: Seen): Folded[] {
	const { desk } = seen;
	const over = ['settled', 'failed', 'cancelled'].includes(desk.state);
	if (!(desk.role === 'organiser' || desk.role === 'side') || over) return [];
	const people = desk.neighbours.map((it) => ({ value: it.id, label: `${it.door} ${it.name}` }));
	const asks: Ask[] = desk.helpers.map((it) => ({
		action: 'helper',
		of: it.residentId + it.task,
		tone: 'small',
		hint: `${it.door} ${it.name}\u00a0· ${tasks[it.task]()}`,
		hidden: { resident: it.residentId, task: it.task, remove: 'yes' },
		button: m.buypage_helpers_remove(),
	}));
	const folds: Folded[] = [];
	if (people.length > 0)
		folds.push({
			title: m.buypage_helpers_title(),
			hint: m.buypage_helpers_hint(),
			asks: [
				...asks.filter((it) => it.hidden?.task !== 'organiser'),
				{
					action: 'helper',
					button: m.buypage_helpers_add(),
					fields: [
						{ kind: 'choice', name: 'resident', label: m.buypage_helpers_who(), options: people },
						{
							kind: 'choice',
							name: 'task',
							label: m.buypage_helpers_task(),
							options: HELP_TASKS.map((task) => ({ value: task, label: tasks[task]() })),
						},
					],
				},
			],
		});
	if (people.length > 0 && desk.role === 'organiser')
		folds.push({
			title: m.buypage_hand_over_title(),
			hint: m.buypage_hand_over_hint(),
			asks: [
				{
					action: 'hand_over',
					button: m.buypage_hand_over_do(),
					fields: [{ kind: 'choice', name: 'resident', label: m.buypage_helpers_who(), options: people }],
				},
			],
		});
	return folds;
}

/** Pictures for the menu. */
export function photoFolds(seen: Seen): Folded[] {
	const { desk } = seen;
	if (!runs(seen) || !['draft', 'open'].includes(desk.state) || desk.lines.length === 0) return [];
	return [
		{
			title: m.buypage_photo_title(),
			asks: [
				{
					action: 'photo',
					button: m.buypage_photo_do(),
					fields: [
						{
							kind: 'choice',
							name: 'line',
							label: m.buypage_photo_line(),
							options: desk.lines.map((line) => ({ value: line.id, label: line.title })),
						},
						{ kind: 'photo', name: 'photo', label: m.buypage_photo_choose() },
					],
				},
			],
		},
	];
}
