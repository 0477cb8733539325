import { describe, expect, it } from 'vitest';
import { localeOf } from './member.ts';
import { lockScreenTitle } from './notification.ts';

describe('the language of a browser', () => {
	it.each([
		['zh', 'zh-CN'],
		['zh-CN,zh;q=0.9', 'zh-CN'],
		['zh-TW', 'zh-CN'],
		['zh-HK;q=0.8,en;q=0.2', 'zh-CN'],
		['en-GB,zh;q=0.5', 'en'],
		['fr,de;q=0.9', 'en'],
		['fr,zh-Hant;q=0.3', 'zh-CN'],
		['en;q=0.1,zh;q=0.9', 'zh-CN'],
		['zh;q=0', 'en'],
		['', 'en'],
		['*', 'en'],
		[';;;,q=', 'en'],
	])('%s reads %s', (header, locale) => expect(localeOf(header)).toBe(locale));
	it('nothing sent reads English', () => expect(localeOf(null)).toBe('en'));
});

describe('a title on a locked screen', () => {
	const post = {
		title: '半棵白菜',
		category: 'food' as const,
		direction: 'offer' as const,
		anonymous: false,
	};
	it('is shown where a stranger may read it', () => expect(lockScreenTitle(post)).toBe('半棵白菜'));
	it.each([
		{ category: 'medicine' as const },
		{ category: 'help' as const },
		{ anonymous: true },
		{ title: '放在1102门口' },
		{ title: '电话１３８００' },
	])('is not shown with %o', (more) => expect(lockScreenTitle({ ...post, ...more })).toBeNull());
});
