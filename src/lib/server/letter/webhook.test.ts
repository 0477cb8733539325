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
	const at = (kind: 'wecom' | 'dingtalk' | 'feishu', url: string, secret = '') =>
		shape({ kind, url, secret }, news, now);

	it('for WeCom is text, in the 2,048 bytes that it takes', () => {
		const { url, body } = at('wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1');
		expect(url.href).toBe('https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1');
		expect(body).toEqual({ msgtype: 'text', text: { content } });
		const long = { ...news, text: `【楼道】有人送：${'半棵白菜、'.repeat(300)}` };
		const told = shape({ kind: 'wecom', url: url.href, secret: '' }, long, now).body as typeof body;
		const said = (told as { text: { content: string } }).text.content;
		expect(Buffer.byteLength(said)).toBeLessThanOrEqual(2048);
		expect(said).toMatch(/^【楼道】有人送：.*…\nhttps:\/\/stairwell\.example\/s\/code$/);
		expect(said).not.toContain('\ufffd');
	});
	it('for DingTalk has its keyword, or its signature in the address: time and secret under the secret, in milliseconds', () => {
		const address = 'https://oapi.dingtalk.com/robot/send?access_token=1';
		const plain = at('dingtalk', address);
		expect(plain.url.href).toBe(address);
		expect(plain.body).toEqual({ msgtype: 'text', text: { content } });
		const english = shape(
			{ kind: 'dingtalk', url: address, secret: '' },
			{ ...news, text: '[Stairwell] To give: half a cabbage' },
			now,
		);
		expect(JSON.stringify(english.body)).toContain('楼道');
		// Reckoned with: printf '1793671200000\nSEC' | openssl dgst -sha256 -hmac SEC -binary | base64
		const signed = at('dingtalk', address, 'SEC');
		expect(signed.url.search).toBe(
			'?access_token=1&timestamp=1793671200000&sign=wzIfHb%2Bi4%2BIOHFKahSNCtyuKkDWm3VOFMLy51zuSY%2FU%3D',
		);
		expect(signed.body).toEqual(plain.body);
	});
	it('for Feishu is signed in the body: nothing under time and secret, in seconds', () => {
		const address = 'https://open.feishu.cn/open-apis/bot/v2/hook/1';
		const plain = { msg_type: 'text', content: { text: content } };
		expect(at('feishu', address).body).toEqual(plain);
		// Reckoned with: printf '' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf '1793671200\nSEC' | xxd -p) -binary | base64
		const { url, body } = at('feishu', address, 'SEC');
		expect(url.href).toBe(address);
		expect(body).toEqual({
			timestamp: '1793671200',
			sign: 'qggS+MxcmsYdgCtlTcJqZntvOSI3o4g1ZWKsPGBDxZ0=',
			...plain,
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
