import { WEBHOOK_KINDS, type WebhookKind } from '#lib/domain/letter.ts';
import { datesIn } from '#lib/i18n/dates.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

type Hook = { kind: WebhookKind; url: string; setAt: Date } | null;
type Last = { id: number; kind: string; state: 'due' | 'sent' | 'stale' | 'failed'; createdAt: Date };

const names = {
	generic: m.letter_hook_generic,
	wecom: m.letter_hook_wecom,
	dingtalk: m.letter_hook_dingtalk,
	feishu: m.letter_hook_feishu,
};
const states = {
	due: m.letter_hook_state_due,
	sent: m.letter_hook_state_sent,
	stale: m.letter_hook_state_stale,
	failed: m.letter_hook_state_failed,
};

/** All that the page says. Of the address only where it leads: the rest is a secret, also to the next steward. */
export function hookWords(hook: Hook, last: readonly Last[], at: { zone: string; locale: string }) {
	const day = new Intl.DateTimeFormat(datesIn(at.locale), { dateStyle: 'medium', timeZone: at.zone });
	const time = new Intl.DateTimeFormat(datesIn(at.locale), {
		month: 'short',
		day: 'numeric',
		hour: 'numeric',
		minute: '2-digit',
		hourCycle: at.locale === 'zh-CN' ? 'h23' : 'h12',
		timeZone: at.zone,
	});
	return {
		title: m.letter_hook_title(),
		intro: m.letter_hook_intro(),
		notWeChat: m.letter_hook_not_wechat(),
		now: hook && m.letter_hook_now({ where: names[hook.kind]() }),
		since: hook && m.letter_hook_since({ day: day.format(hook.setAt), address: new URL(hook.url).hostname }),
		kind: m.letter_hook_kind(),
		kinds: [...WEBHOOK_KINDS]
			// What a group can be in first; a program of one's own is for the few.
			.sort((a, b) => Number(a === 'generic') - Number(b === 'generic'))
			.map((value) => ({ value, label: names[value]() })),
		how: m.letter_hook_how(),
		recipes: [m.letter_hook_how_wecom(), m.letter_hook_how_dingtalk(), m.letter_hook_how_feishu()],
		url: m.letter_hook_url(),
		urlHint: m.letter_hook_url_hint(),
		secret: m.letter_hook_secret(),
		secretHint: m.letter_hook_secret_hint(),
		set: m.letter_hook_set(),
		change: m.letter_hook_change(),
		drop: m.letter_hook_drop(),
		doneSet: m.letter_hook_done(),
		doneDropped: m.letter_hook_dropped(),
		lastOnes: m.letter_hook_last(),
		last: last.map((it) => ({
			id: it.id,
			what: it.kind === 'test' ? m.letter_hook_kind_test() : m.letter_hook_kind_posted(),
			when: time.format(it.createdAt),
			state: states[it.state](),
			sent: it.state === 'sent',
			bad: it.state === 'failed',
		})),
	};
}
