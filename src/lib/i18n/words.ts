import { m } from './paraglide/messages.js';

type Messages = typeof m;
type Sentence = (inputs: Record<string, string>) => string;
/** The sentences of one place by what follows their prefix, ready to show. */
export type Words<P extends string> = {
	readonly [K in keyof Messages as K extends `${P}${infer Rest}` ? Rest : never]: string;
};

/** Every number or name that a sentence asks for is answered with its own place in braces, for `fill`. */
const places = new Proxy<Record<string, string>>({}, { get: (_, name) => `{${String(name)}}` });

/**
 * All words with this prefix in the language of the request. Only for the server: they come with the page, because in
 * its scripts every language would. What is known only in the browser stands in braces until `fill` puts it there.
 */
export function wordsOf<P extends string>(prefix: P): Words<P> {
	const said = Object.entries(m)
		.filter(([key]) => key.startsWith(prefix))
		.map(([key, say]) => [key.slice(prefix.length), (say as Sentence)(places)]);
	return Object.fromEntries(said) as Words<P>;
}
