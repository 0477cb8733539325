import { isConfirmed } from '#lib/domain/member.ts';
import { listBuys } from '#lib/server/group-buy/list.ts';
import { requireMember } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
	const member = requireMember(locals);
	depends('stairwell:group-buys');
	return { cards: await listBuys(locals.db, member), mayOpen: isConfirmed(member) };
};
