import type { Locale } from '../../domain/member.ts';

/** What a push carries: the shape of a declarative push message (W3C Push API), which our worker reads as well. */
export type PushMessage = {
	web_push: 8030;
	notification: {
		title: string;
		body: string;
		lang: Locale;
		/** The notification's id: sent again after a crash, it replaces itself instead of standing there twice. */
		tag: string;
		navigate: string;
		app_badge: number;
		/** Buttons, where the system has them: each leads somewhere, none changes anything by itself but `read`. */
		actions?: { action: string; title: string; navigate: string }[];
		data: { id: string };
	};
	/** Where the standard has it; some browsers read the one above. */
	app_badge: number;
};

/**
 * A push service takes bodies of 4096 bytes (RFC 8030, section 7.2). Encrypted as one record (RFC 8291, section 4), a
 * header of 86 bytes, the delimiter and the tag of 16 leave 3993 for what is said.
 */
export const MOST_BYTES = 3993;

/** The message as JSON, its texts cut at whole characters where it would not fit. */
export function writePayload(message: PushMessage): string {
	const json = JSON.stringify(message);
	const excess = Buffer.byteLength(json) - MOST_BYTES;
	if (excess <= 0) return json;
	const { title, body } = message.notification;
	const notification = { ...message.notification, body: cut(body, jsonBytes(body) - excess) };
	const rest = Buffer.byteLength(JSON.stringify({ ...message, notification })) - MOST_BYTES;
	if (rest > 0) notification.title = cut(title, jsonBytes(title) - rest);
	return JSON.stringify({ ...message, notification });
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As many whole characters – as people see them, an emoji of several code points is one – as fit, with an ellipsis. */
export function cut(text: string, bytes: number): string {
	const ellipsis = '…';
	let kept = '';
	let left = bytes - jsonBytes(ellipsis);
	for (const { segment } of characters.segment(text)) {
		left -= jsonBytes(segment);
		if (left < 0) break;
		kept += segment;
	}
	return left < 0 ? kept + ellipsis : text;
}

/** Bytes within a JSON string: quotes and control characters take more than they show. */
function jsonBytes(text: string): number {
	return Buffer.byteLength(JSON.stringify(text)) - 2;
}
