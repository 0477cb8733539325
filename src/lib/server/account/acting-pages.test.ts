import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACTS } from './acting-pages.ts';

const routes = new URL('../../../routes', import.meta.url).pathname;

it('every page that is shown to the neighbour is one that says so, and no other', () => {
	const files = readdirSync(routes, { recursive: true, encoding: 'utf8' });
	const acting = files
		.filter((file) => file.startsWith('(home)') && /\+page(\.server)?\.ts$/.test(file))
		.filter(
			(file) =>
				readFileSync(`${routes}/${file}`, 'utf8').includes('requireActor(locals)') ||
				readFileSync(`${routes}/${file}`, 'utf8').includes('requireActor(event.locals)'),
		)
		.map((file) => `/${file.replace(/\/\+page(\.server)?\.ts$/, '')}`);
	expect(acting.sort()).toEqual([...ACTS].sort());
});
