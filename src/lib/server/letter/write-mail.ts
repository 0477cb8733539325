import { localeWhere } from '../../domain/member.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import type { Env } from '../env.ts';
import { lockScreen } from '../notification/lock-screen.ts';
import { confirmToken } from './mail-address.ts';
import type { Mail } from './mail.ts';
import { findReader, listUnreadNews, type TakenLetter } from './queries.ts';

/** So many pieces of news are told one by one. */
const MOST_LINES = 10;

/**
 * A letter as it stands now; null where there is nothing to write any more. A mail passes through strangers' machines:
 * it says what a locked screen may say, and no more.
 */
export async function writeMail(db: Db, env: Pick<Env, 'origin'>, letter: TakenLetter): Promise<Mail | null> {
	const residentId = letter.residentId!;
	const reader = await findReader(db, residentId);
	if (!reader) return null;
	const locale = reader.locale ?? localeWhere(reader.zone);
	const settings = `${env.origin}/me/notifications`;
	const about = { id: `letter-${letter.id}`, to: reader.address, settings };
	if (letter.kind === 'confirm') {
		if (reader.confirmed) return null;
		const token = await confirmToken(db, { residentId, ...reader });
		const link = `${env.origin}/mail/${token}`;
		return {
			...about,
			subject: m.letter_confirm_subject({}, { locale }),
			text: m.letter_confirm_text({ building: reader.building, link }, { locale }),
		};
	}
	if (!reader.confirmed || letter.since === null || letter.till === null) return null;
	const span = { since: letter.since, till: letter.till, most: MOST_LINES };
	const { rows, count } = await listUnreadNews(db, residentId, span);
	if (count === 0) return null;
	const lines = rows.map((row) => {
		const told = { ...row, createdAt: new Date(row.createdAt), locale, zone: reader.zone };
		const { title, body } = lockScreen(told);
		return `· ${[title, ...body.split('\n')].join(locale === 'zh-CN' ? '，' : ' – ')}`;
	});
	if (count > rows.length) lines.push(m.letter_news_more({ count: count - rows.length }, { locale }));
	const link = `${env.origin}/inbox`;
	return {
		...about,
		subject: m.letter_news_subject({ count }, { locale }),
		text: m.letter_news_text({ news: lines.join('\n'), link, settings }, { locale }),
	};
}
