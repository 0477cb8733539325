import type { SaidBuy } from './present.ts';

/** The menu with its form as long as one may order or never did; after that what one gets. */
export async function buyParts({ takesOrders, mine }: Pick<SaidBuy, 'takesOrders' | 'mine'>) {
	const [menu, own] = await Promise.all([
		takesOrders || !mine.ordered ? import('./Menu.svelte') : null,
		!takesOrders && (mine.ordered || mine.statement.length > 0) ? import('./Mine.svelte') : null,
	]);
	return { Menu: menu?.default ?? null, Mine: own?.default ?? null };
}
