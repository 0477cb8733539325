/** How often news goes to somebody's mail: some minutes after it happened and was not read, or once a day. */
export const MAIL_WANTS = ['daily', 'soon'] as const;
export type MailWants = (typeof MAIL_WANTS)[number];

/** Whose shape a building's webhook speaks: our own, or that of a group's robot in WeCom, DingTalk or Feishu. */
export const WEBHOOK_KINDS = ['generic', 'wecom', 'dingtalk', 'feishu'] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

export const MAIL_LENGTH = 254;
export const WEBHOOK_LENGTH = 1024;

/** The building's hour at which the daily mail is written, in minutes after midnight: before supper. */
export const DAILY_AT = 17 * 60 + 30;

/** One address, as people have it (RFC 5321, section 4.1.2, without quoted and literal forms); null where it is none. */
export function readMailAddress(typed: string): string | null {
	const address = typed.trim().normalize('NFKC');
	const found = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)$/.exec(address);
	if (!found || address.length > MAIL_LENGTH || /^\.|\.\.|\.@/.test(address)) return null;
	return found[1]!.split('.').every((label) => label.length < 64 && !/^-|-$/.test(label)) ? address : null;
}
