import type { Code, Topic } from './notification.ts';

const MOMENTS: Partial<Record<Topic, readonly Code[]>> = {
	group_buy_new: ['group_buy.opened'],
	group_buy_end: ['group_buy.ends_tomorrow', 'group_buy.fills_case'],
	group_buy_hour: ['group_buy.ends_soon', 'group_buy.fills_case_soon'],
	group_buy_minimum: [
		'group_buy.reached',
		'group_buy.missed',
		'group_buy.missed_organiser',
		'group_buy.asked_again',
		'group_buy.extended',
	],
	group_buy_locked: ['group_buy.locked'],
	group_buy_arrived: ['group_buy.arrived'],
	group_buy_number: ['group_buy.near', 'group_buy.called', 'group_buy.skipped', 'group_buy.left'],
	group_buy_money: [
		'group_buy.owed',
		'group_buy.paid',
		'group_buy.paid_confirmed',
		'group_buy.paid_rejected',
		'group_buy.advance_asked',
		'group_buy.advanced',
		'group_buy.refunded',
		'group_buy.reversed',
	],
};

/** Under which switch news of a group buy comes: each moment has one of its own, everything else goes with the group buy. */
export function topicOfBuy(code: Code): Topic {
	const found = Object.entries(MOMENTS).find(([, codes]) => codes.includes(code));
	return (found?.[0] as Topic | undefined) ?? 'group_buy';
}

/** The topic as others read it: to a script all of it is about group buys. */
export function broadTopic(topic: Topic): Topic {
	return topic.startsWith('group_buy_') ? 'group_buy' : topic;
}
