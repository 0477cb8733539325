import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { withoutUnused } from './vite.without.ts';

/** Svelte scopes descendants with `:where`, and Chromium before 88 drops every rule that has it: the class alone does as well. */
const withoutWhere: Plugin = {
	name: 'stairwell:without-where',
	apply: 'build',
	enforce: 'post',
	generateBundle(_options, bundle) {
		for (const file of Object.values(bundle))
			if (file.type === 'asset' && file.fileName.endsWith('.css'))
				file.source = String(file.source).replace(/:where\((\.s[\w-]+)\)/g, '$1');
	},
};

/**
 * Kit's and Svelte's code for development goes before the bundle is linked, not after: what only it asks for would
 * otherwise come along, and so would all of Svelte, which Kit asks for by one name. 1.2 kB on every page.
 */
const withoutDevelopment: Plugin = {
	name: 'stairwell:without-development',
	apply: 'build',
	applyToEnvironment: (environment) => environment.name === 'client',
	transform(code, id) {
		if (!/node_modules\/(svelte|@sveltejs\/kit)\/src\//.test(id)) return;
		if (!/^import [^;]* from 'esm-env'/m.test(code)) return;
		return {
			code: code
				.replace(/import \{[^}]*\} from 'esm-env';/, 'const BROWSER = true;')
				.replace(/(?<![\w.'$])DEV(?![\w'$:])/g, 'false')
				.replace(
					"import * as svelte from 'svelte';",
					"import { onMount as mounted, settled, tick as ticked, untrack as untracked } from 'svelte';\n" +
						'const svelte = { onMount: mounted, settled, tick: ticked, untrack: untracked };',
				),
			map: null,
		};
	},
};

/** What every page loads: one chunk of it packs better than twenty. */
const EVERYWHERE = [
	/node_modules\/(svelte|@sveltejs|esm-env|devalue)/,
	/vite\/preload-helper|rolldown.runtime|paraglide\/runtime|messages\/app_(name|field_optional)\.js/,
	/src\/lib\/browser\/(worker|install|update|kept-here|missing|read|waiting|refresh|badge|start|live)\.ts/,
	/src\/lib\/i18n\/fill\.ts|src\/routes\/\+layout\.svelte|lib\/components\/(later|part)\.ts/,
	// Styles of a few lines: each in a file of its own would keep the first picture waiting.
	/components\/(home\/(LargeBar|SizeOffer|SizeSwitch|Extras)|account\/ActingBanner)\.svelte\?.*type=style/,
	/components\/ui\/(Details|Field|Toast|Problem|Icon|Plate|plate)\./,
	/components\/account\/ForField\.|browser\/(keep-focus|carry|patient)\.ts/,
];

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/lib/i18n/project.inlang',
			outdir: './src/lib/i18n/paraglide',
			strategy: ['custom-stairwell', 'baseLocale'],
			emitTsDeclarations: true,
		}),
		sveltekit(),
		withoutWhere,
		withoutUnused,
		withoutDevelopment,
		SvelteKitPWA({
			strategies: 'injectManifest',
			srcDir: 'src',
			filename: 'service-worker.ts',
			injectRegister: false,
			manifest: false,
			injectManifest: {
				globPatterns: ['client/**/*.{js,css,svg,png,webp,ico}', 'client/offline.html'],
				globIgnores: ['**/screenshots/**'],
				// Ours, because the plugin's own rewriting takes `.html` off: every address is the file's, so none answers 404.
				modifyURLPrefix: { 'client/': '/' },
				manifestTransforms: [],
				maximumFileSizeToCacheInBytes: 400_000,
			},
		}),
	],
	build: {
		// Kit names a page's modules in its Link header, and the worker keeps them all: lists for preloading only weigh.
		modulePreload: false,
		target: ['chrome111', 'safari16.4', 'firefox115'],
		cssTarget: ['chrome86', 'safari14'],
		// A second pass of terser makes every page 1.3 to 1.6 kB lighter than the minifier that Vite brings.
		minify: 'terser',
		terserOptions: {
			module: true,
			ecma: 2020,
			compress: { passes: 3, unsafe_arrows: true },
			mangle: { module: true },
		},
	},
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						// Few chunks pack better than a hundred small ones: every page is 0.5 to 1.5 kB lighter.
						codeSplitting: {
							groups: [
								{ name: 'base', test: (id) => EVERYWHERE.some((part) => part.test(id)) },
								// Styles of parts that come later (`part.ts`) belong to those of the page: Kit names in the HTML
								// only what a page imports.
								{
									name: 'folds',
									test: /components\/(listing\/Fold|ui\/(More|Later))\.svelte$|listing\/Words\.svelte\?.*type=style/,
								},
								{ name: 'forms', test: /components\/handover\/Act\.svelte$|browser\/unsent\.ts/ },
								{
									name: 'queue',
									test: /src\/lib\/(browser\/(queue|queue-store|key)\.ts|components\/queue\/(Tap|Stale)\.svelte)/,
								},
								{ name: 'asks', test: /components\/group-buy\/(Ask|PhotoField)\.svelte$/ },
								{ name: 'buys', test: /components\/group-buy\/.*type=style/ },
								{
									name: 'posts',
									test: /components\/(listing\/.*|home\/Matters\.svelte\?.*|ui\/Remaining\.svelte\?.*)type=style/,
								},
								{
									name: 'shell',
									test: /(components\/ui\/(Shell|Places|Lamp|Empty)|\(home\)\/\+layout)\.svelte\?.*type=style/,
								},
								{ name: 'common', minShareCount: 24 },
								// A group takes along what its parts import, unless another has it already: these two are of many pages.
								{ name: 'copy', test: /account\/CopyButton\.svelte$/ },
								{ name: 'money', test: /domain\/money\.ts$/ },
								{
									name: 'buy',
									test: /components\/group-buy\/((Log|ForChat|Folds|Progress|When)\.svelte|progress\.ts)$/,
								},
							],
						},
					},
				},
			},
		},
	},
	server: { fs: { allow: ['src'] } },
	test: {
		// What is waited for may take its time on a slow machine; nothing waits longer than it has to.
		expect: { requireAssertions: true, poll: { timeout: 15_000 } },
		setupFiles: ['tests/setup.ts'],
		projects: [
			{
				extends: true,
				test: { name: 'rules', include: ['src/**/*.test.ts'], exclude: ['src/**/*.db.test.ts'] },
			},
			{
				extends: true,
				test: {
					name: 'database',
					include: ['src/**/*.db.test.ts'],
					globalSetup: ['tests/cluster.ts'],
					testTimeout: 60_000,
					hookTimeout: 120_000,
				},
			},
			{
				extends: true,
				test: {
					name: 'e2e',
					include: ['tests/e2e/**/*.e2e.ts'],
					globalSetup: ['tests/e2e/installation.ts'],
					testTimeout: 120_000,
					hookTimeout: 180_000,
					fileParallelism: false,
				},
			},
		],
	},
});
