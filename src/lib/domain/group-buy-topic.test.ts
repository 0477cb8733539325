import { describe, expect, it } from 'vitest';
import { broadTopic, topicOfBuy } from './group-buy-topic.ts';
import { CODES, TOPICS, type Code } from './notification.ts';

describe('news of a group buy', () => {
	it.each<[Code, string]>([
		['group_buy.opened', 'group_buy_new'],
		['group_buy.ends_tomorrow', 'group_buy_end'],
		['group_buy.fills_case', 'group_buy_end'],
		['group_buy.ends_soon', 'group_buy_hour'],
		['group_buy.fills_case_soon', 'group_buy_hour'],
		['group_buy.reached', 'group_buy_minimum'],
		['group_buy.missed', 'group_buy_minimum'],
		['group_buy.locked', 'group_buy_locked'],
		['group_buy.arrived', 'group_buy_arrived'],
		['group_buy.called', 'group_buy_number'],
		['group_buy.near', 'group_buy_number'],
		['group_buy.owed', 'group_buy_money'],
		['group_buy.cancelled', 'group_buy'],
	])('%s has the switch %s', (code, topic) => {
		expect(topicOfBuy(code)).toBe(topic);
	});

	it('always has a switch, and every switch has news', () => {
		const used = new Set(CODES.filter((code) => code.startsWith('group_buy.')).map(topicOfBuy));
		expect([...used].sort()).toEqual(TOPICS.filter((topic) => topic.startsWith('group_buy')).sort());
		expect([...used].map(broadTopic)).toEqual([...used].map(() => 'group_buy'));
		expect(broadTopic('ask')).toBe('ask');
	});
});
