import { createTransport } from 'nodemailer';
import type { Env } from '../env.ts';

export type Mail = { id: string; to: string; subject: string; text: string; settings: string };

export type Posted =
	| { kind: 'sent' }
	/** Nobody will ever take it: a refusal for good. */
	| { kind: 'refused'; status?: number }
	/** Perhaps later. */
	| { kind: 'later'; status?: number };

export type MailTransport = { send(mail: Mail): Promise<Posted>; close(): void };

/** `smtp://user:password@host:587?from=lou@example.org`; `smtps:` for TLS from the first byte. */
export function smtp(address: string, env: Pick<Env, 'origin' | 'contact'>): MailTransport {
	const url = new URL(address);
	const secure = url.protocol === 'smtps:';
	const here = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
	const host = new URL(env.origin).hostname;
	const contact = env.contact?.startsWith('mailto:') ? env.contact.slice('mailto:'.length) : undefined;
	const user = decodeURIComponent(url.username);
	const from = url.searchParams.get('from') ?? contact ?? (user.includes('@') ? user : `stairwell@${host}`);
	const transport = createTransport({
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: Number(url.port) || (secure ? 465 : 587),
		secure,
		// News and passwords never travel in clear, except on this very machine.
		requireTLS: !secure && !here,
		ignoreTLS: here && !secure,
		...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
		pool: true,
		maxConnections: 2,
		connectionTimeout: 10_000,
		greetingTimeout: 10_000,
		socketTimeout: 20_000,
	});
	return {
		send: async ({ id, to, subject, text, settings }) => {
			try {
				await transport.sendMail({
					from: { name: 'Stairwell · 楼道', address: from },
					to,
					subject,
					text,
					// The same letter has the same id: a mail program shows one that came twice once.
					messageId: `<${id}@${host}>`,
					headers: { 'auto-submitted': 'auto-generated', 'list-unsubscribe': `<${settings}>` },
				});
				return { kind: 'sent' };
			} catch (error) {
				const status = (error as { responseCode?: number }).responseCode;
				const forGood = status !== undefined && status >= 500 && !isSignIn(error);
				return { kind: forGood ? 'refused' : 'later', ...(status === undefined ? {} : { status }) };
			}
		},
		close: () => transport.close(),
	};
}

/** A wrong password is the operator's to mend; the letter waits for it. */
function isSignIn(error: unknown): boolean {
	return (error as { code?: string }).code === 'EAUTH';
}
