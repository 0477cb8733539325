/** For display only: a door (2-302), a number and its unit (3 袋, × 5) stay on one line, however large the letters are. */
export function whole(text: string): string {
	return text
		.replace(/(\d)-(?=\d)/g, '$1-\u2060')
		.replace(/(\d) (?=[\p{Script=Han}×])/gu, '$1\u00a0')
		.replace(/× (?=\d)/g, '×\u00a0');
}
