import type { SaidBuy } from './present.ts';

/** The menu with its form as long as one may order or never did; after that what one gets, and what one is asked. */
export async function buyParts({ takesOrders, mine, asks }: Pick<SaidBuy, 'takesOrders' | 'mine' | 'asks'>) {
	const reads = !takesOrders && mine.ordered;
	const [menu, list, own, asked] = await Promise.all([
		reads ? null : import('./Menu.svelte'),
		reads ? import('./MenuList.svelte') : null,
		!takesOrders && (mine.ordered || mine.statement.length > 0) ? import('./Mine.svelte') : null,
		asks.length > 0 ? import('../Asks.svelte') : null,
	]);
	return {
		Menu: menu?.default ?? null,
		List: list?.default ?? null,
		Mine: own?.default ?? null,
		Asks: asked?.default ?? null,
	};
}
