/** What Chinese, Japanese and Korean write takes the room of two letters. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const CLAUSE = / · |[，,。；;：:（(]/;
/** In letters: ten Chinese characters and a little. */
const MOST = 24;

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const widthOf = (letter: string) => (WIDE.test(letter) ? 2 : 1);

/** As much of a title as tells which one is meant: its first clause, or what fits, never half a character. */
export function shortTitle(title: string): string {
	if (fits(title) === title) return title;
	const clause = title.split(CLAUSE)[0]!.trim();
	if (clause !== '' && fits(clause) === clause) return `${clause}…`;
	const cut = fits(clause === '' ? title : clause);
	// Where words are parted by spaces the last one is not cut in two.
	const space = cut.lastIndexOf(' ');
	return `${(space > MOST / 2 ? cut.slice(0, space) : cut).trim()}…`;
}

function fits(text: string): string {
	let [width, end] = [0, 0];
	for (const { segment, index } of letters.segment(text)) {
		width += widthOf(segment);
		if (width > MOST) return text.slice(0, end);
		end = index + segment.length;
	}
	return text;
}
