import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** What stands in a file of Kit or Svelte, found by `from` (and up to `to`, which stays), and what it is for us. */
type Cut = { file: string; from: string; to?: string; by: string; every?: true };

const CLIENT = 'kit/src/runtime/client/client.js';
const UTILS = 'kit/src/runtime/client/utils.js';

/**
 * Code of Kit's and Svelte's for what this app has not got. Each is looked for word by word: a new version in which one
 * of them reads otherwise stops the build, and nothing is left out by chance.
 */
const CUTS: readonly Cut[] = [
	// Addresses after a hash.
	{ file: CLIENT, from: 'app.hash', by: 'false', every: true },
	{ file: UTILS, from: 'if (uses_hash_router &&', by: 'if (false &&' },
	{ file: UTILS, from: 'if (hash_routing) {', by: 'if (false) {' },
	// Remote functions (house.md): there are no queries to keep fresh.
	{
		file: CLIENT,
		from: '	if (__SVELTEKIT_PAYLOAD__.data) {',
		to: '	// detect basic auth credentials',
		by: '',
	},
	{ file: CLIENT, from: '	// Rerun queries', to: '	if (include_load_functions) {\n		const prev_state', by: '' },
	{
		file: CLIENT,
		from: '	// only wait for promises that are connected to queries',
		to: '}\n\nfunction reset_invalidation()',
		by: '',
	},
	{ file: CLIENT, from: '				query_keys = new Set();', to: '			}\n\n			if (options.invalidate) {', by: '' },
	{
		file: CLIENT,
		from: '	});\n\n	if (options.invalidateAll) {\n',
		to: "}\n\n/** @param {import('./types.js').NavigationIntent} intent */",
		by: '	});\n',
	},
	// Snapshots: nothing exports one.
	{
		file: CLIENT,
		from: '	if (components.some((c) => c?.snapshot)) {',
		to: '}\n\n/** @param {number} index */\nfunction restore',
		by: '',
	},
	{ file: CLIENT, from: '	snapshots[index]?.forEach(', to: '}\n\nfunction persist_state()', by: '' },
	{ file: CLIENT, from: '	storage.set(SNAPSHOT_KEY, snapshots);', by: '' },
	{ file: CLIENT, from: 'storage.get(SNAPSHOT_KEY) ?? {}', by: '{}' },
	// Rerouting: there is no such hook.
	{ file: CLIENT, from: 'await get_rerouted_url(url)', by: 'url', every: true },
	// A universal load of ours depends on the address as a whole or not at all.
	{
		file: CLIENT,
		from: '			url: make_trackable(',
		to: '			async fetch(resource, init) {',
		by: '			url: ((uses.url = true), url),\n',
	},
	// A universal load fetches nothing by itself: what a page needs comes from its server load.
	{ file: CLIENT, from: '			async fetch(resource, init) {', to: '			setHeaders: noop,', by: '' },
	{ file: CLIENT, from: '			tracing: { enabled: false, root: noop_span, current: noop_span },', by: '' },
	// Loading ahead happens with the tap (app.html), never by pointing or by coming into sight.
	{
		file: CLIENT,
		from: "	container.addEventListener('mousemove',",
		to: '	/** @param {Event} event */\n	function tap',
		by: '',
	},
	// The page for errors comes with the first way to another page, or with the first error.
	{ file: CLIENT, from: '	void default_error_loader();', by: '' },
	{
		file: CLIENT,
		from: '	const observer = new IntersectionObserver(',
		to: '	/**\n	 * @param {Element} element\n	 * @param {PreloadDataPriority}',
		by: '',
	},
	{
		file: CLIENT,
		from: '		} else if (priority <= options.preload_code) {',
		to: '	function after_navigate() {',
		by: '		}\n	}\n',
	},
	{
		file: CLIENT,
		from: '	function after_navigate() {\n		observer',
		to: '}\n\n/**\n * @param {unknown} error',
		by: '',
	},
	// Styles given twice to one element, as text and one by one.
	{
		file: 'svelte/src/internal/shared/attributes.js',
		from: '			// strip comments; surrounding',
		to: '		if (normal_styles) {\n			new_style +=',
		by: '		}\n\n',
	},
];

/** Whole modules that do more than is asked of them here: which, how the one begins that this stands for, and this. */
const SMALLER: readonly [RegExp, string, string][] = [
	// Every address of ours is words and single parameters.
	[
		/kit\/src\/runtime\/client\/parse\.js$/,
		'export function parse({ nodes, server_loads, dictionary, matchers }) {',
		`export const parse_server_route = undefined;
		export function parse({ nodes, server_loads, dictionary }) {
			const layout = (n) => n === undefined ? n : [server_loads.includes(n), nodes[n]];
			return Object.entries(dictionary).map(([id, [leaf, layouts = [], errors = []]]) => {
				const names = [];
				const pattern = new RegExp('^' + (id.replace(/\\/\\(\\w+\\)/g, '').replace(/\\[(\\w+)\\]/g, (_, name) => {
					names.push(name);
					return '([^/]+?)';
				}) || '/').replace(/\\/$/, '') + '/?$');
				const length = Math.max(layouts.length, errors.length) + 1;
				const route = {
					id,
					exec: (path) => {
						const match = pattern.exec(path);
						return match && Object.fromEntries(names.map((name, i) => [name, match[i + 1]]));
					},
					errors: [1, ...errors].map((n) => nodes[n]),
					layouts: [0, ...layouts].map(layout),
					leaf: [leaf < 0, nodes[leaf < 0 ? ~leaf : leaf]],
				};
				route.errors.length = route.layouts.length = length;
				return route;
			});
		}`,
	],
	// The styles of a page that is gone to come beside its scripts, and are there before it is shown.
	[
		/\0vite\/preload-helper\.js$/,
		'function preload(baseModule, deps, importerUrl) {',
		`const asked = {};
		const style = (href) => asked[href] ??= [...document.querySelectorAll('[rel=stylesheet]')].some((it) => it.href === href) ? 1 : new Promise((done, fail) => {
			const link = document.createElement('link');
			link.rel = 'stylesheet';
			link.href = href;
			link.onload = done;
			link.onerror = () => {
				asked[href] = undefined;
				fail(new Error('Unable to load ' + href));
			};
			document.head.append(link);
		});
		export const __vitePreload = (load, styles = [], from) =>
			Promise.all([load(), ...styles.map((it) => style(new URL(it, from).href))]).then(([it]) => it);`,
	],
	// The language is the document's (hooks.client.ts); another one comes with a new document.
	[
		/i18n\/paraglide\/runtime\.js$/,
		'export const overwriteGetLocale = (fn) => {',
		`export let getLocale = () => 'en';
		export const overwriteGetLocale = (it) => { getLocale = it; };
		export const experimentalStaticLocale = undefined;`,
	],
];

/** What the cuts take for granted, so that whoever comes to need it hears of it here. */
const UNKNOWN: readonly [RegExp, RegExp, string][] = [
	[/\.remote\.(ts|js)$/, /./, 'remote functions'],
	[/\/\+(page|layout)\.svelte$/, /export const snapshot\b/, 'snapshots'],
	[/src\/hooks\.ts$/, /\breroute\b|\btransport\b/, 'rerouting'],
	[/\/\+(page|layout)\.ts$/, /\bfetch\b(?!:)/, 'fetching in a universal load'],
	[
		/client-optimized\/app\.js$/,
		/"\/(?!(?:(?:\(\w+\)|[\w-]+|\[\w+\])(?:\/|(?=")))*": \[)[^"\n]*": \[/,
		'an address of anything but words and single parameters',
	],
	[/\.svelte$/, /<[a-z][^>]* style="[^>]* style:|<[a-z][^>]* style:[^>]* style="/, 'styles given twice'],
	[/\.svelte$/, /data-sveltekit-preload-(code|data="?(hover|\{))/, 'loading ahead before the tap'],
];

function cut(code: string, id: string): string {
	let rest = code;
	for (const { file, from, to, by, every } of CUTS) {
		if (!id.endsWith(file)) continue;
		const start = rest.indexOf(from);
		const end = to === undefined ? start + from.length : rest.indexOf(to, start);
		if (start < 0 || end < start) throw new Error(`${file} reads otherwise now: ${from}`);
		rest = every ? rest.replaceAll(from, by) : rest.slice(0, start) + by + rest.slice(end);
	}
	return rest;
}

/** Modules of which something else needs a name or two, and whose own first lines do nothing for us. */
const IDLE =
	/svelte\/src\/internal\/client\/dom\/elements\/custom-element\.js$|kit\/src\/(utils\/exports|runtime\/client\/fetcher)\.js$/;

export const withoutUnused: Plugin = {
	name: 'stairwell:without-unused',
	apply: 'build',
	enforce: 'pre',
	applyToEnvironment: (environment) => environment.name === 'client',
	resolveId(source, importer) {
		if (source === 'devalue' && importer?.includes('@sveltejs/kit/src/runtime/'))
			return fileURLToPath(new URL('./src/lib/browser/unflatten.ts', import.meta.url));
		return null;
	},
	buildEnd(error) {
		// Otherwise only the worker that could not be made afterwards is told of.
		if (error) process.stderr.write(`${error.message}\n`);
	},
	outputOptions(options) {
		// Names of files are told in full to every page: seven letters of what is in them are the fewest there may be.
		const short = (name: unknown) => (typeof name === 'string' ? name.replace('[hash]', '[hash:7]') : name);
		return {
			...options,
			entryFileNames: short(options.entryFileNames),
			chunkFileNames: short(options.chunkFileNames),
			assetFileNames: short(options.assetFileNames),
		} as typeof options;
	},
	transform(code, id) {
		const smaller = SMALLER.find(([where]) => where.test(id));
		if (smaller && !code.includes(smaller[1])) throw new Error(`${id} reads otherwise now: ${smaller[1]}`);
		if (smaller) return { code: smaller[2], map: null };
		const path = id.split('?')[0]!;
		for (const [where, what, name] of UNKNOWN)
			if (id === path && where.test(path) && what.test(code))
				throw new Error(`${path}: ${name} is left out of the bundle (vite.without.ts)`);
		if (IDLE.test(path)) return { code, map: null, moduleSideEffects: false };
		if (CUTS.some(({ file }) => path.endsWith(file))) return { code: cut(code, path), map: null };
		return null;
	},
};
