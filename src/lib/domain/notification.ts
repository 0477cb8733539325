import type { Category, Direction } from './listing.ts';

/** What a person can turn off, each by itself. */
export const TOPICS = [
	'handover',
	'line',
	'post',
	'ask',
	'corner',
	'group_buy_new',
	'group_buy_end',
	'group_buy_hour',
	'group_buy_minimum',
	'group_buy_locked',
	'group_buy_arrived',
	'group_buy_number',
	'group_buy_money',
	'group_buy',
	'building',
	'test',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Topics that arrive only when asked for: every new post would be too much. */
export const OPT_IN: readonly Topic[] = ['post'];

/** What most people choose between; a level only sets the switches, each of which can be set by itself afterwards. */
export const LEVELS = ['mine', 'all', 'urgent'] as const;
export type Level = (typeof LEVELS)[number];

/** Whose own things, who is in need, and whose number is called. */
const URGENT: readonly Topic[] = ['handover', 'line', 'ask', 'group_buy_number', 'building', 'test'];

export function isOnAt(level: Level, topic: Topic): boolean {
	if (level === 'urgent') return URGENT.includes(topic);
	return level === 'all' || !OPT_IN.includes(topic);
}

/** The level whose switches these are; null where somebody has set them one by one. */
export function levelOf(topics: readonly { topic: Topic; on: boolean }[]): Level | null {
	return LEVELS.find((level) => topics.every(({ topic, on }) => on === isOnAt(level, topic))) ?? null;
}

/** Every sentence that can stand in an inbox; a message `notification_<code with dots as underscores>` exists for each. */
export const CODES = [
	'handover.claimed',
	'handover.applied',
	'handover.pledged',
	'handover.pledge_offered',
	'handover.yours',
	'handover.chosen',
	'handover.drawn',
	'handover.on_the_way',
	'handover.left',
	'handover.received',
	'handover.received_unsigned',
	'handover.missing',
	'handover.missing_look',
	'handover.knock',
	'handover.released',
	'handover.lapsed',
	'handover.lapsed_poster',
	'handover.refused',
	'handover.withdrawn',
	'handover.window_reminder',
	'handover.sign_reminder',
	'handover.returned',
	'handover.return_reminder',
	'handover.thanked',
	'handover.given_by_hand',
	'listing.posted',
	'listing.urgent',
	'listing.urgent_near',
	'listing.urgent_phones',
	'listing.urgent_nobody',
	'listing.urgent_nobody_steward',
	'listing.free_again',
	'listing.commented',
	'listing.ended',
	'listing.hidden',
	'listing.reported',
	'listing.draw_empty',
	'resident.waiting',
	'resident.admitted',
	'resident.refused',
	'resident.joined_household',
	'corner.left',
	'corner.wished',
	'corner.wish_fulfilled',
	'corner.empty',
	'corner.count_wanted',
	'resident.removed',
	'resident.let_back',
	'resident.device',
	'resident.moved',
	'resident.steward',
	'resident.unheard',
	'resident.worried',
	'resident.reported',
	'resident.warned',
	'resident.suspended',
	'handover.nobody_opened',
	'group_buy.opened',
	'group_buy.ends_tomorrow',
	'group_buy.ends_soon',
	'group_buy.fills_case',
	'group_buy.fills_case_soon',
	'group_buy.reached',
	'group_buy.missed',
	'group_buy.missed_organiser',
	'group_buy.over',
	'group_buy.extended',
	'group_buy.locked',
	'group_buy.reopened',
	'group_buy.arrived',
	'group_buy.near',
	'group_buy.called',
	'group_buy.skipped',
	'group_buy.owed',
	'group_buy.cancelled',
	'group_buy.failed',
	'group_buy.payment_changed',
	'group_buy.approval_asked',
	'group_buy.approved',
	'group_buy.paid',
	'group_buy.paid_confirmed',
	'group_buy.paid_rejected',
	'group_buy.advance_asked',
	'group_buy.advanced',
	'group_buy.asked_again',
	'group_buy.joined',
	'group_buy.problem',
	'group_buy.problem_settled',
	'group_buy.offered',
	'group_buy.taken_over',
	'group_buy.commented',
	'group_buy.refunded',
	'group_buy.reversed',
	'group_buy.unsettled',
	'group_buy.settled',
	'group_buy.left',
	'test.push',
] as const;
export type Code = (typeof CODES)[number];

/** For those who have offered to be woken when somebody is in need. */
const WAKING: readonly Code[] = [
	'listing.urgent',
	'listing.urgent_phones',
	'listing.urgent_nobody_steward',
	'handover.knock',
];

/** How urgently a push service should treat it (RFC 8030, section 5.3). */
export function urgencyOf(code: Code): 'very-low' | 'low' | 'normal' | 'high' {
	if (WAKING.includes(code) || code === 'listing.urgent_near' || code === 'handover.missing_look')
		return 'high';
	return code === 'listing.posted' ||
		code === 'listing.free_again' ||
		code === 'group_buy.opened' ||
		code.startsWith('corner.')
		? 'low'
		: 'normal';
}

/** Passes quiet hours: urgent asks to volunteers, all news of one's own urgent ask, and what the person asked for just now. */
export function passesQuietHours(code: Code, ownUrgentAsk: boolean): boolean {
	return ownUrgentAsk || WAKING.includes(code) || code === 'test.push';
}

/** Seconds a push service should keep it for a phone that is off. */
export function keepFor(code: Code): number {
	return WAKING.includes(code) || code === 'listing.urgent_near' ? 3600 : 24 * 3600;
}

/**
 * The post's title, when a stranger may read it on a locked screen: never of medicine, help or anonymous asks,
 * and not when it seems to name a door or a phone (three digits in a row).
 */
export function lockScreenTitle(listing: {
	title: string;
	category: Category;
	direction: Direction;
	anonymous: boolean;
}): string | null {
	if (listing.anonymous || listing.category === 'medicine' || listing.category === 'help') return null;
	return /\d{3}/.test(listing.title.normalize('NFKC')) ? null : listing.title;
}
