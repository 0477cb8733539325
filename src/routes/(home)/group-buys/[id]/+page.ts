import { buyParts } from '#lib/components/group-buy/order/parts.ts';
import type { PageLoad } from './$types';

/** The menu to order from, or what became of the order: whichever is there is sent to the phone. */
export const load: PageLoad = async ({ data }) => ({ ...data, parts: await buyParts(data.buy) });
