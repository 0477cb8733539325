import type { lookup } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { readWebhook, shape, understand, webhooksOut, type PublicNews } from './webhook.ts';

const news: PublicNews = {
	id: 'letter-1',
	event: 'listing.posted',
	building: '佳成大厦',
	text: '【楼道】有人送：半棵白菜，3 棵。',
	url: 'https://stairwell.example/s/code',
	at: '2026-11-03T02:00:00.000Z',
};
const now = new Date('2026-11-03T02:00:00Z');

describe('an address that may be posted to', () => {
	it.each([
		['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1'],
		['dingtalk', 'https://oapi.dingtalk.com/robot/send?access_token=1'],
		['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/1'],
		['generic', 'https://hooks.example.org/stairwell'],
	] as const)('%s %s', (kind, typed) => expect(readWebhook(kind, typed, [])?.href).toBe(typed));

	it.each([
		['wecom', 'https://evil.example/cgi-bin/webhook/send?key=1'],
		['wecom', 'https://qyapi.weixin.qq.com.evil.example/'],
		['generic', 'http://hooks.example.org/'],
		['generic', 'https://hooks.example.org:8443/'],
		['generic', 'https://127.0.0.1/'],
		['generic', 'https://[::1]/'],
		['generic', 'https://2130706433/'],
		['generic', 'https://localhost/'],
		['generic', 'https://router.lan/'],
		['generic', 'https://metadata.google.internal/'],
		['generic', 'https://user:password@hooks.example.org/'],
		['generic', 'not an address'],
	] as const)('not %s %s', (kind, typed) => expect(readWebhook(kind, typed, [])).toBeNull());

	it('a name that turns inwards is not connected to', async () => {
		const inwards = ((_name: string, _options: unknown, answer: (...it: unknown[]) => void) =>
			answer(null, [{ address: '10.0.0.1', family: 4 }])) as unknown as typeof lookup;
		const out = webhooksOut({ allowed: [], resolve: inwards, timeout: 1000 });
		const hook = { kind: 'generic', url: 'https://hooks.example.org/', secret: '' } as const;
		expect(await out.post(hook, news, now)).toEqual({ kind: 'later' });
		out.close();
	});
});

describe('the shape of what is told', () => {
	const content = `${news.text}\n${news.url}`;
	it('is text for the robots of WeCom and DingTalk', () => {
		for (const kind of ['wecom', 'dingtalk'] as const)
			expect(shape({ kind, url: 'https://a.example/?key=1', secret: '' }, news, now)).toMatchObject({
				url: new URL('https://a.example/?key=1'),
				body: { msgtype: 'text', text: { content } },
			});
	});
	it('is signed in the address for DingTalk, in the body for Feishu', () => {
		const ding = shape(
			{ kind: 'dingtalk', url: 'https://a.example/?access_token=1', secret: 'SEC' },
			news,
			now,
		);
		expect(ding.url.searchParams.get('timestamp')).toBe('1793671200000');
		expect(ding.url.searchParams.get('sign')).toMatch(/^[A-Za-z0-9+/]{43}=$/);
		const feishu = shape({ kind: 'feishu', url: 'https://a.example/', secret: 'SEC' }, news, now);
		expect(feishu.body).toMatchObject({
			timestamp: '1793671200',
			msg_type: 'text',
			content: { text: content },
		});
	});
	it('is everything for a program', () => {
		expect(shape({ kind: 'generic', url: 'https://a.example/', secret: '' }, news, now).body).toEqual(news);
	});
});

describe('an answer', () => {
	it.each([
		[200, '{"errcode":0}', 'wecom', 'sent'],
		[200, '{"errcode":45009}', 'wecom', 'later'],
		[200, '{"errcode":93000}', 'wecom', 'refused'],
		[200, '{"StatusCode":0,"code":0}', 'feishu', 'sent'],
		[200, '<html>', 'dingtalk', 'refused'],
		[204, '', 'generic', 'sent'],
		[302, '', 'generic', 'refused'],
		[404, '', 'generic', 'refused'],
		[429, '', 'generic', 'later'],
		[503, '', 'wecom', 'later'],
	] as const)('%i %s of %s: %s', (status, said, kind, meant) =>
		expect(understand(status, said, kind).kind).toBe(meant),
	);
});
