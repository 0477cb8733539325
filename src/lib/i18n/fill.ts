/** Puts numbers and times in the places that the server left for them in a sentence: `{count} in line`. */
export function fill(sentence: string, names: Record<string, string | number>): string {
	return sentence.replace(/\{(\w+)\}/g, (brace, name: string) => String(names[name] ?? brace));
}
