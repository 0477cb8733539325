import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { top } from './process.ts';

/** The styles as they are served, one text a file. */
const sheets = (readdirSync(`${top}build/client`, { recursive: true, encoding: 'utf8' }) as string[])
	.filter((name) => name.endsWith('.css'))
	.map((name) => ({ name, css: readFileSync(`${top}build/client/${name}`, 'utf8') }));

/**
 * What Chromium 86 – chat apps' browsers – does not know. A selector it cannot read drops its whole rule; a property or a
 * value only itself, so those are fine where one that it knows stands before, or where `@supports` asks.
 */
const DROPS_THE_RULE: Record<string, RegExp> = {
	':has()': /:has\(/,
	':is() and :where()': /:(?:is|where)\(/,
	nesting: /[{;]\s*&/,
	'container queries': /@container/,
	layers: /@layer/,
	'media ranges': /@media[^{]*[<>]/,
	'::file-selector-button': /::file-selector-button/,
	':user-valid': /:user-(?:in)?valid/,
	':dir()': /:dir\(/,
	':not() with a list': /:not\([^)]*,[^)]*\)/,
};
const NEEDS_ANOTHER_BEFORE: Record<string, { newer: RegExp; before: RegExp }> = {
	inset: { newer: /(?:^|;)inset(?:-[a-z-]+)?:/, before: /(?:^|;)(?:top|bottom):/ },
	'small and dynamic viewports': { newer: /\d[sdl]v[hw]/, before: /\d+v[hw]/ },
	'color-mix': {
		newer: /color-mix\(/,
		before: /(?:color|background|border|fill|stroke)[^:;]*:(?!color-mix)/,
	},
	'individual transforms': { newer: /(?:^|;)(?:translate|rotate|scale):/, before: /(?:^|;)transform:/ },
	'overflow: clip': { newer: /overflow[^:;]*:clip/, before: /overflow[^:;]*:hidden/ },
};
/** Declarations of each rule that stands outside `@supports`. */
function rules(css: string): string[] {
	return [...withoutSupports(css).matchAll(/\{([^{}]*)\}/g)].map((found) => found[1]!);
}

describe('the styles on a phone of 2022', () => {
	it('are there to be looked at', () => {
		expect(sheets.length).toBeGreaterThan(5);
		expect(sheets.some(({ css }) => css.includes('--persimmon'))).toBe(true);
	});

	it.each(Object.keys(DROPS_THE_RULE))('%s: not used, or asked for with @supports', (what) => {
		const found = sheets.flatMap(({ name, css }) => {
			const at = withoutSupports(css).search(DROPS_THE_RULE[what]!);
			return at === -1 ? [] : [`${name}: …${withoutSupports(css).slice(Math.max(0, at - 60), at + 60)}…`];
		});
		expect(found).toEqual([]);
	});

	it.each(Object.keys(NEEDS_ANOTHER_BEFORE))('%s: something older stands before it', (what) => {
		const { newer, before } = NEEDS_ANOTHER_BEFORE[what]!;
		const bare = sheets.flatMap(({ name, css }) =>
			rules(css)
				.filter((rule) => newer.test(rule) && !before.test(rule))
				.map((rule) => `${name}: ${rule.slice(0, 160)}`),
		);
		expect(bare).toEqual([]);
	});

	it('aspect-ratio has a height to fall back on', () => {
		const bare = sheets.flatMap(({ name, css }) =>
			rules(css)
				.filter(
					(rule) => /(?:^|;)aspect-ratio:/.test(rule) && !/(?:height|padding-top|padding-bottom):/.test(rule),
				)
				.map((rule) => `${name}: ${rule}`),
		);
		expect(bare).toEqual([]);
	});

	it('a focus is seen there too', () => {
		// 86 is the first that knows :focus-visible; :focus without an outline is only for those that know it.
		expect(sheets.some(({ css }) => css.includes(':focus-visible{outline'))).toBe(true);
	});
});

function withoutSupports(css: string): string {
	return css.replace(/@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
}
