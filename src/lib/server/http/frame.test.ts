import { describe, expect, it } from 'vitest';
import { fillFrame } from './frame.ts';

const page = (title: string) =>
	`<html lang="%lang%" data-size="%size%"><head><title>${title}</title></head><body>%icons%<p>饺子 %lang% %icons%</p>`;
const asLarge = { locale: 'zh-CN', textSize: 'large' } as App.Locals;

describe('The frame of a page', () => {
	it('is filled with language, size and icons, and nothing else is touched', () => {
		const filled = fillFrame(page('好'), asLarge).toString();
		expect(filled).toMatch(/^<html lang="zh-CN" data-size="large"><head><title>好<\/title>/);
		expect(filled).toContain('<path id="i-board"');
		expect(filled).toMatch(/<\/svg><p>饺子 %lang% %icons%<\/p>$/);
		expect(fillFrame(page('好'), { ...asLarge, textSize: null }).toString()).toContain('data-size="normal"');
	});

	it('takes no neighbour’s words for a place', () => {
		const filled = fillFrame(page('%icons%'), asLarge).toString();
		expect(filled).toContain('<title>%icons%</title>');
		expect(filled).toMatch(/<body><svg/);
	});

	it('leaves alone what has no place', () => {
		expect(fillFrame('<p>bare</p>', asLarge).toString()).toBe('<p>bare</p>');
	});
});
