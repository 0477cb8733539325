import type { MailWants } from '#lib/domain/letter.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** What is said of mail, on the server: most people's pages never need the words in a script. */
export function sayMail(mail: { address: string; wants: MailWants; confirmed: boolean } | null) {
	const address = mail?.address ?? '';
	return {
		there: mail !== null,
		confirmed: mail?.confirmed ?? false,
		wants: mail?.wants ?? 'daily',
		words: {
			heading: m.letter_mail_heading(),
			hint: m.letter_mail_hint(),
			stands: mail?.confirmed ? m.letter_mail_on({ address }) : m.letter_mail_asked({ address }),
			address: m.letter_mail_address(),
			wants: m.letter_mail_wants(),
			daily: m.letter_mail_daily(),
			soon: m.letter_mail_soon(),
			ask: m.letter_mail_ask(),
			save: m.letter_mail_save(),
			off: m.letter_mail_off(),
		},
	};
}

export type MailShown = ReturnType<typeof sayMail>;
