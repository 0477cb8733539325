import { createHmac } from 'node:crypto';
import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { isIP } from 'node:net';
import { lookup } from 'node:dns';
import { WEBHOOK_LENGTH, type WebhookKind } from '../../domain/letter.ts';
import { isAllowed } from '../notification/endpoint.ts';
import { cut } from '../notification/payload.ts';
import { publicOnly } from '../notification/web-push.ts';
import type { Posted } from './mail.ts';
import type { Webhook } from './queries.ts';

/** What is told, for programs; robots get its `text`. */
export type PublicNews = {
	id: string;
	event: 'listing.posted' | 'test';
	building: string;
	text: string;
	url: string;
	at: string;
	listing?: {
		direction: string;
		category: string;
		title: string;
		quantity: number;
		unit: string;
		urgent: boolean;
	};
};

/** Where each kind of robot lives; our own shape goes to any public address. */
const HOSTS: Record<Exclude<WebhookKind, 'generic'>, readonly string[]> = {
	wecom: ['qyapi.weixin.qq.com'],
	dingtalk: ['oapi.dingtalk.com', 'api.dingtalk.com'],
	feishu: ['open.feishu.cn', 'open.larksuite.com'],
};

/**
 * An address that we are willing to post to, or null: https on the usual port, a name and no number, nobody's password.
 * To which machine the name leads is looked at when it is connected to, and only public ones are (SSRF).
 */
export function readWebhook(kind: WebhookKind, typed: string, allowed: readonly string[]): URL | null {
	if (typed.length > WEBHOOK_LENGTH || !URL.canParse(typed)) return null;
	const url = new URL(typed);
	if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
	if (isAllowed(url, allowed)) return url;
	if (url.protocol !== 'https:' || url.port !== '') return null;
	if (kind !== 'generic') return HOSTS[kind].includes(url.hostname) ? url : null;
	const name = url.hostname;
	if (isIP(name) !== 0 || name.startsWith('[') || !name.includes('.')) return null;
	return /(^|\.)(local|localhost|internal|lan|home|arpa)$/.test(name) ? null : url;
}

/** The address with its signature, and the body, in the shape that this kind of receiver wants. */
export function shape(hook: Webhook, news: PublicNews, now: Date): { url: URL; body: unknown } {
	const url = new URL(hook.url);
	const content = contentOf(hook.kind, news);
	if (hook.kind === 'generic') return { url, body: news };
	if (hook.kind === 'feishu') {
		// Feishu, custom bots: the key is time and secret, and nothing is signed with it.
		const timestamp = String(Math.floor(now.getTime() / 1000));
		const sign = createHmac('sha256', `${timestamp}\n${hook.secret}`).update('').digest('base64');
		const signed = hook.secret === '' ? {} : { timestamp, sign };
		return { url, body: { ...signed, msg_type: 'text', content: { text: content } } };
	}
	if (hook.kind === 'dingtalk' && hook.secret !== '') {
		// DingTalk, custom robots: time and secret signed with the secret, in the address.
		const timestamp = String(now.getTime());
		const sign = createHmac('sha256', hook.secret).update(`${timestamp}\n${hook.secret}`).digest('base64');
		url.searchParams.set('timestamp', timestamp);
		url.searchParams.set('sign', sign);
	}
	return { url, body: { msgtype: 'text', text: { content } } };
}

/** WeCom takes that much text, in bytes; the others take more. */
const MOST_TEXT = 2048;
/** DingTalk passes on only what has the robot's keyword in it, in whatever language the rest is. */
const KEYWORD = '楼道';

function contentOf(kind: WebhookKind, { text, url }: PublicNews): string {
	const said = kind === 'dingtalk' && !text.includes(KEYWORD) ? `${KEYWORD} · ${text}` : text;
	return `${cut(said, MOST_TEXT - Buffer.byteLength(url) - 1)}\n${url}`.trim();
}

export type HookTransport = {
	post(hook: Webhook, news: PublicNews, now: Date): Promise<Posted>;
	close(): void;
};

const MOST_ANSWER = 16 * 1024;
/** "Too often" in the words of WeCom, DingTalk and Feishu, who say so with status 200. */
const TOO_OFTEN = [45009, 130101, 410100, 11232, 9499];

export function webhooksOut(options: {
	allowed: readonly string[];
	timeout?: number;
	resolve?: typeof lookup;
}): HookTransport {
	const { allowed, timeout = 10_000, resolve = lookup } = options;
	const guarded = new Agent({ lookup: publicOnly(resolve), maxSockets: 4 });
	const near = new PlainAgent({ maxSockets: 4 });
	const nearTls = new Agent({ maxSockets: 4 });

	function post(hook: Webhook, news: PublicNews, now: Date): Promise<Posted> {
		const { url, body } = shape(hook, news, now);
		if (!readWebhook(hook.kind, url.href.split('#')[0]!, allowed))
			return Promise.resolve({ kind: 'refused' });
		const text = Buffer.from(JSON.stringify(body));
		const plain = url.protocol === 'http:';
		const agent = plain ? near : isAllowed(url, allowed) ? nearTls : guarded;
		const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length };
		return new Promise((answer) => {
			const asked = (plain ? plainRequest : request)(url, { method: 'POST', agent, headers });
			const late = setTimeout(() => asked.destroy(new Error('too late')), timeout);
			const end = (posted: Posted) => {
				clearTimeout(late);
				answer(posted);
			};
			asked.on('response', (response) => {
				let said = '';
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => {
					said += chunk;
					if (said.length > MOST_ANSWER) asked.destroy();
				});
				response.on('close', () => end(understand(response.statusCode ?? 0, said, hook.kind)));
				response.on('error', () => end({ kind: 'later' }));
			});
			asked.on('error', () => end({ kind: 'later' }));
			asked.end(text);
		});
	}

	return {
		post,
		close: () => {
			for (const agent of [guarded, near, nearTls]) agent.destroy();
		},
	};
}

/** Redirects are not followed: they would lead past the guard. Robots say in the body what went wrong. */
export function understand(status: number, said: string, kind: WebhookKind): Posted {
	if (status === 429 || status >= 500 || status === 0) return { kind: 'later', status };
	if (status < 200 || status >= 300) return { kind: 'refused', status };
	if (kind === 'generic') return { kind: 'sent' };
	const code = codeOf(said);
	if (code === 0) return { kind: 'sent' };
	return { kind: TOO_OFTEN.includes(code) ? 'later' : 'refused', status: code };
}

function codeOf(said: string): number {
	try {
		const answer = JSON.parse(said) as { errcode?: unknown; code?: unknown; StatusCode?: unknown };
		const code = answer.errcode ?? answer.code ?? answer.StatusCode;
		return typeof code === 'number' ? code : -1;
	} catch {
		return -1; // no robot's answer
	}
}
