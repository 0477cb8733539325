import { expect, it } from 'vitest';
import { shortTitle } from './short-title.ts';

it.each([
	['半棵白菜', '半棵白菜'],
	['Wooden train set', 'Wooden train set'],
	['Wooden train set, drawn among those who would like it · 木头小火车，抽签', 'Wooden train set…'],
	['木头小火车，想要的人里抽签', '木头小火车…'],
	['一二三四五六七八九十一二', '一二三四五六七八九十一二'],
	['一二三四五六七八九十一二三', '一二三四五六七八九十一二…'],
	['a very long title without any clause in it', 'a very long title…'],
	['·'.repeat(30), `${'·'.repeat(24)}…`],
	['👨‍👩‍👧‍👦'.repeat(30), `${'👨‍👩‍👧‍👦'.repeat(24)}…`],
	['', ''],
])('“%s” is quoted as “%s”', (title, short) => {
	expect(shortTitle(title)).toBe(short);
});
