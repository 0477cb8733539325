import js from '@eslint/js';
import compat from 'eslint-plugin-compat';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Who may import whom; see the rooms in the README. */
const may = (files, patterns, message) => ({
	files,
	ignores: ['**/*.test.ts'],
	rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
});

const OUTSIDE_DOMAIN = [
	'node:*',
	'$app/*',
	'$env/*',
	'@sveltejs/*',
	'svelte',
	'svelte/*',
	'drizzle-orm',
	'drizzle-orm/*',
	'postgres',
	'valibot',
	'**/server/**',
	'**/components/**',
	'**/browser/**',
	'**/i18n/**',
];

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'node_modules/', 'src/lib/i18n/paraglide/', 'drizzle/meta/'] },
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			// A row that was just asked for by its key is there; the assertion says so where the types cannot.
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-empty-object-type': 'off',
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'inline-type-imports', prefer: 'type-imports' },
			],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
			'no-control-regex': 'off',
			eqeqeq: 'error',
			'no-console': 'error',
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
		rules: {
			// Addresses here are whole paths of a site at the root of its own name; there is no base path.
			'svelte/no-navigation-without-resolve': 'off',
			// A query string that is built and thrown away inside one function has nobody to react to it.
			'svelte/prefer-svelte-reactivity': 'off',
		},
	},
	{
		// What runs in a neighbour's browser. The bar is the browsers of chat apps in 2022; what they lack is asked for by name
		// before it is used (`'x' in window`), and said so here.
		files: [
			'src/lib/browser/**',
			'src/lib/components/**',
			'src/routes/**/*.svelte',
			'src/worker/**',
			'src/service-worker.ts',
		],
		ignores: ['**/*.test.ts', '**/words.ts', '**/*-words.ts'],
		plugins: { compat },
		settings: {
			lintAllEsApis: true,
			targets: ['chrome >= 86', 'safari >= 16.4', 'firefox >= 115'],
			polyfills: ['navigator.setAppBadge', 'navigator.clearAppBadge'],
		},
		rules: { 'compat/compat': 'error' },
	},
	{ files: ['src/cli/**', 'tests/**', 'src/lib/browser/**', '.ci/**'], rules: { 'no-console': 'off' } },
	may(['src/lib/domain/**'], OUTSIDE_DOMAIN, 'domain imports only domain: no clock, no I/O, no framework'),
	may(
		['src/lib/server/*/{table,*-table}.ts'],
		['@sveltejs/*', '$app/*', '**/i18n/**'],
		'tables know drizzle and constants of the domain',
	),
	may(
		['src/lib/server/*/queries.ts'],
		['@sveltejs/*', '$app/*', '**/i18n/**', '**/env.ts'],
		'queries know drizzle and tables, no rules',
	),
	may(
		['src/lib/server/{account,building,corner,group-buy,letter,listing,notification,photo}/*.ts'],
		['@sveltejs/*', '$app/*', '$env/*', '**/routes/**', '**/components/**'],
		'a use case never knows Kit',
	),
	may(
		['src/routes/**/*.ts'],
		['drizzle-orm', 'drizzle-orm/*', 'postgres', '**/table.ts', '**/*-table.ts'],
		'routes ask queries and verbs, never the tables',
	),
	may(
		['src/lib/components/**', 'src/routes/**/*.svelte', 'src/lib/browser/**'],
		['**/server/**', '#lib/server/**', 'drizzle-orm', 'drizzle-orm/*', 'postgres', 'node:*'],
		'what runs in the browser never imports the server, not even types',
	),
);
