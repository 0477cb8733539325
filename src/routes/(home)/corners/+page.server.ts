import { redirect } from '@sveltejs/kit';
import { isSteward } from '#lib/domain/member.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { listOwnCorners } from '#lib/server/corner/view.ts';
import { requireActor } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

/** One corner leads straight to it; `?all` shows the list even so. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const member = requireActor(locals);
	const corners = await listOwnCorners(locals.db, member);
	const [only] = corners;
	// A picture that was shared from the gallery goes along to the form that puts it on a shelf.
	const along = url.searchParams.has('shared') ? '?shared=yes#leave' : '';
	if (corners.length === 1 && only && !url.searchParams.has('all'))
		redirect(303, `/corners/${only.id}${along}`);
	return {
		along,
		steward: isSteward(member),
		corners: corners.map(({ id, place, photo, stock, wishes }) => ({
			id,
			place,
			photo,
			bare: stock === 0,
			stock: stock === 0 ? m.corner_list_bare() : m.corner_list_stock({ count: stock }),
			short: wishes === 0 ? null : m.corner_list_short({ count: wishes }),
		})),
	};
};
