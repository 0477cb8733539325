import { describe, expect, it } from 'vitest';
import { chooseWindow, ownAddress, readPush } from './push.ts';

const origin = 'https://stairwell.example';
const push = (notification: unknown) => JSON.stringify({ web_push: 8030, notification });

describe('What a push shows', () => {
	it('shows what was sent, in the language it was written in, and keeps where it leads', () => {
		const shown = readPush(
			push({
				title: '给你留着了',
				body: '今晚 8 点前来拿。',
				lang: 'zh-CN',
				tag: 'handover:1',
				navigate: `${origin}/handovers/1`,
				app_badge: 3,
				data: { id: 'n1' },
			}),
			origin,
			['en-GB'],
		);
		expect(shown).toEqual({
			title: '给你留着了',
			options: {
				lang: 'zh-CN',
				body: '今晚 8 点前来拿。',
				icon: '/icons/icon-192.png',
				badge: '/icons/badge-96.png',
				silent: false,
				tag: 'handover:1',
				renotify: true,
				data: { id: 'n1', navigate: '/handovers/1' },
			},
			badge: 3,
		});
	});

	it('replaces quietly what was sent as silent', () => {
		const { options } = readPush(push({ title: 'x', tag: 't', silent: true }), origin, ['en']);
		expect(options).toMatchObject({ silent: true, renotify: false });
	});

	it('never asks for a second alert without a tag, which browsers refuse with an error', () => {
		expect(readPush(push({ title: 'x', tag: '' }), origin, ['en']).options).not.toHaveProperty('renotify');
	});

	it.each([
		['nothing at all', null],
		['an empty text', ''],
		['half a message', '{"web_push":8030,"notif'],
		['a number', '7'],
		['null', 'null'],
		['a list', '[]'],
		['a notification that is a text', push('hello')],
		['a notification without a title', push({ body: 'secret' })],
		['a title that is not a text', push({ title: { a: 1 }, body: 'secret' })],
	])('still says that something is new when it brings %s', (_, payload) => {
		const english = readPush(payload, origin, ['en-GB']);
		expect(english).toMatchObject({ title: 'Something new in your building', badge: undefined });
		expect(english.options).toMatchObject({ lang: 'en', body: '', data: { navigate: '/inbox' } });
		expect(readPush(payload, origin, ['zh-HK', 'en']).title).toBe('楼里有新消息');
		expect(readPush(payload, origin, []).title).toBe('Something new in your building');
	});

	it.each([
		[0, 0],
		[12, 12],
		['5', 5],
		['', undefined],
		['many', undefined],
		[-1, undefined],
		[1.5, undefined],
		[null, undefined],
	])('reads the count on the icon from %j as %j', (sent, badge) => {
		expect(readPush(push({ title: 'x', app_badge: sent }), origin, ['en']).badge).toBe(badge);
	});
});

describe('Where a notification leads', () => {
	it.each([
		['/listings/7?from=push#c', '/listings/7?from=push#c'],
		[`${origin}/inbox`, '/inbox'],
		['', '/inbox'],
		[undefined, '/inbox'],
		['https://elsewhere.example/listings/7', '/inbox'],
		['//elsewhere.example/listings/7', '/inbox'],
		['javascript:alert(1)', '/inbox'],
		['http://stairwell.example/listings/7', '/inbox'],
		['https://%', '/inbox'],
		['\\\\elsewhere.example', '/inbox'],
	])('takes %j to %j', (navigate, path) => {
		expect(ownAddress(navigate, origin)).toBe(path);
	});
});

describe('Which window comes forward', () => {
	const window = (path: string) => ({ url: origin + path });

	it('is the one that is already there', () => {
		const there = window('/handovers/1');
		expect(chooseWindow([window('/'), there], '/handovers/1')).toBe(there);
	});

	it('is otherwise one in which nobody is writing', () => {
		const board = window('/');
		expect(chooseWindow([window('/listings/new'), window('/join/abc'), board], '/handovers/1')).toBe(board);
	});

	it('is a new one when what somebody is writing would be lost', () => {
		expect(chooseWindow([window('/group-buys/new')], '/handovers/1')).toBeUndefined();
		expect(chooseWindow([], '/handovers/1')).toBeUndefined();
	});
});
