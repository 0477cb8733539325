/** One spelling for search: compatibility forms, small letters, single spaces. */
export function normalise(text: string): string {
	return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

function words(text: string): string[][] {
	return (normalise(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => [...word]);
}

/** All pieces of one and two characters: Chinese has no spaces, and part of a word must find the whole. */
export function pieces(text: string): string[] {
	const found = new Set<string>();
	for (const word of words(text))
		for (let i = 0; i < word.length; i++) {
			found.add(word[i]!);
			if (i + 1 < word.length) found.add(word[i]! + word[i + 1]!);
		}
	return [...found];
}

/** The pieces that a text must have to match what was typed: two characters where there are two. */
export function needles(query: string): string[] {
	const found = new Set<string>();
	for (const word of words(query)) {
		if (word.length === 1) found.add(word[0]!);
		for (let i = 0; i + 1 < word.length; i++) found.add(word[i]! + word[i + 1]!);
	}
	return [...found].slice(0, 64);
}

/** The words typed, each of which must stand in the text as a whole: the pieces alone would find too much. */
export function terms(query: string): string[] {
	return words(query)
		.map((word) => word.join(''))
		.slice(0, 16);
}
