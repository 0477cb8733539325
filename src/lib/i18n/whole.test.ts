import { expect, it } from 'vitest';
import { whole } from './whole.ts';

it.each([
	['Lucas（2-302）拿了 6 片', 'Lucas（2-\u2060302）拿了 6\u00a0片'],
	['土豆 1 × 5 斤', '土豆 1\u00a0×\u00a05\u00a0斤'],
	['橙子 1 × 5斤', '橙子 1\u00a0×\u00a05\u2060斤'],
	['还有21小时', '还有21\u2060小\u2060时'],
	['前到 2 单元 102 取', '前到 2\u00a0单\u2060元\u00a0102\u00a0取'],
	['door 1-201 at 5 pm, 12 eggs', 'door\u00a01-\u2060201\u00a0at 5\u00a0pm, 12\u00a0eggs'],
	['Entrance 1, door 301', 'Entrance\u00a01, door\u00a0301'],
	['closed 21 Nov', 'closed 21\u00a0Nov'],
	['贴到11月30日 00:30', '贴到11\u2060月\u206030\u2060日 00:30'],
	['微信 zhoumin-301', '微信 zhoumin-\u2060301'],
	['没有数', '没有数'],
])('%s', (text, shown) => expect(whole(text)).toBe(shown));
