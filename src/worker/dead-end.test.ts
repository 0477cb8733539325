import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deadEnd } from './dead-end.ts';

const sheet = readFileSync('static/offline.html', 'utf8');
const hrefs = (html: string) => [...html.matchAll(/<a class="kept" href="([^"]*)"/g)].map((it) => it[1]);

describe('where a page was never opened and there is no connection', () => {
	it('the sheet speaks the reader’s language and leads to what was kept', () => {
		const html = deadEnd(sheet, {
			locale: 'zh-CN',
			paths: ['/group-buys', '/', '/corners/one', '/listings/new'],
		});
		expect(html).toContain('<html lang="zh-CN" data-only="zh-CN" data-kept>');
		expect(hrefs(html)).toEqual(['/', '/corners/one', '/group-buys']);
		expect(deadEnd(sheet, { locale: 'en', paths: ['/'] })).toContain('>The board</a>');
	});

	it('it speaks both, and leads nowhere, where nothing is known', () => {
		expect(deadEnd(sheet, { locale: null, paths: [] })).toBe(sheet);
		expect(deadEnd(sheet, { locale: 'en', paths: [] })).not.toContain('data-kept>');
	});
});
