import { expect, it } from 'vitest';
import { whole } from './whole.ts';

it.each([
	['Lucas（2-302）拿了 6 片', 'Lucas（2-\u2060302）拿了 6\u00a0片'],
	['土豆 1 × 5 斤', '土豆 1\u00a0×\u00a05\u00a0斤'],
	['door 1-201 at 5 pm, 12 eggs', 'door 1-\u2060201 at 5 pm, 12 eggs'],
	['没有数', '没有数'],
])('%s', (text, shown) => expect(whole(text)).toBe(shown));
