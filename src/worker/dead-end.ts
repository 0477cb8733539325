/** Whose words the sheet speaks, and what there is to go on to, of what this phone keeps. */
export type Known = { locale: string | null; paths: readonly string[] };

const PLACES: readonly { is: RegExp; 'zh-CN': string; en: string }[] = [
	{ is: /^\/$/, 'zh-CN': '楼里', en: 'The board' },
	{ is: /^\/me\/handovers$/, 'zh-CN': '我领的', en: 'Mine' },
	{ is: /^\/corners\/[^/]+$/, 'zh-CN': '爱心角', en: 'Love corner' },
	{ is: /^\/group-buys$/, 'zh-CN': '团购', en: 'Group buys' },
	{ is: /^\/inbox$/, 'zh-CN': '消息', en: 'Inbox' },
];

/**
 * The sheet that says there is no connection (`static/offline.html`): in one language where the reader's is known, and with
 * the way to every page that was kept.
 */
export function deadEnd(sheet: string, { locale, paths }: Known): string {
	if (locale !== 'zh-CN' && locale !== 'en') return sheet;
	const links = PLACES.flatMap((place) => {
		const path = paths.find((it) => place.is.test(it));
		return path === undefined ? [] : [`<a class="kept" href="${path}">${place[locale]}</a>`];
	});
	return sheet
		.replace(
			/<html [^>]*>/,
			`<html lang="${locale}" data-only="${locale}"${links.length > 0 ? ' data-kept' : ''}>`,
		)
		.replace('<!-- kept -->', links.join(''));
}
