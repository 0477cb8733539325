/**
 * For display only: a door (2-302, 2 单元 302, door 302), a number and its unit (3 袋, 21小时, 11月30日, × 5, 8 households, 30 Nov) stay
 * on one line, however large the letters are. Whatever is copied, sent or searched is written without.
 */
export function whole(text: string): string {
	return text
		.replace(/([\p{L}\d])-(?=\d)/gu, '$1-\u2060')
		.replace(/(\d) (?=[\p{L}×])/gu, '$1\u00a0')
		.replace(/(\d)(?=\p{Script=Han})/gu, '$1\u2060')
		.replace(/月(?=\d)/g, '月\u2060')
		.replace(/([\d\u00a0\u2060])(小|分|单|公)(?=[时钟元斤])/gu, '$1$2\u2060')
		.replace(/(×|单\u2060元|\b[Dd]oor|\b[Ee]ntrance|\b[Nn]umber) (?=\d)/g, '$1\u00a0');
}
