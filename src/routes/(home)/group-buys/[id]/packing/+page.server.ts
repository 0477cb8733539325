import { randomUUID } from 'node:crypto';
import { isId } from '#lib/server/form/fields.ts';
import { findPacking } from '#lib/server/group-buy/packing.ts';
import { notFound, requireMember } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, depends }) => {
	const member = requireMember(locals);
	depends(`stairwell:group-buy:${params.id}`);
	const side = url.searchParams.get('side') ?? '';
	const packing = isId(params.id)
		? await findPacking(locals.db, member, params.id, isId(side) ? side : null)
		: null;
	if (!packing) notFound();
	return { packing, key: randomUUID() };
};
