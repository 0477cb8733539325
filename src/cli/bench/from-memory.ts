/**
 * A module for `node --import` that puts itself before the database driver: what drizzle asked once – the times of the
 * moment aside – is answered from memory from then on. So a page is made of the same rows by the same code, only
 * without the database. For measuring, and nothing else.
 */
const DRIVER = `
	import real from 'REAL';
	const TIMES = /\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z/g;
	const known = new Map();
	function remember(kind, text, values, ask) {
		const key = kind + text + JSON.stringify(values).replace(TIMES, '');
		if (!known.has(key)) known.set(key, ask());
		return known.get(key);
	}
	function answer(client, text, values, options) {
		const plain = () => client.unsafe(text, values, options);
		if (!/^\\s*\\(?select/i.test(text)) return plain();
		const rows = () => remember('rows', text, values, async () => plain());
		return {
			values: () => remember('values', text, values, async () => plain().values()),
			then: (yes, no) => rows().then(yes, no),
			catch: (no) => rows().catch(no),
			finally: (act) => rows().finally(act),
		};
	}
	export default function postgres(...about) {
		const client = real(...about);
		return new Proxy(client, {
			get: (target, name, receiver) =>
				name === 'unsafe' ? (text, values, options) => answer(target, text, values ?? [], options) : Reflect.get(target, name, receiver),
		});
	}
`;

/** Node's hook for finding modules (nodejs.org/api/module.html#resolve): whoever asks for the driver gets the one above. */
const HOOK = `
	export async function resolve(specifier, context, next) {
		if (specifier !== 'postgres' || context.parentURL?.startsWith('data:')) return next(specifier, context);
		const { url } = await next(specifier, context);
		const source = ${JSON.stringify(DRIVER)}.replace('REAL', url);
		return { url: 'data:text/javascript,' + encodeURIComponent(source), shortCircuit: true };
	}
`;

const asUrl = (source: string): string => `data:text/javascript,${encodeURIComponent(source)}`;

export const FROM_MEMORY = asUrl(`
	import { register } from 'node:module';
	register(${JSON.stringify(asUrl(HOOK))});
`);
