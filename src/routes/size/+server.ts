import { redirect } from '@sveltejs/kit';
import { isTextSize } from '#lib/domain/member.ts';
import { markTextSize } from '#lib/server/account/queries.ts';
import { formData } from '#lib/server/form/form.ts';
import { keepTextSize } from '#lib/server/http/cookies.ts';
import { ownPath } from '#lib/server/http/origin.ts';
import type { RequestHandler } from './$types';

/** 长辈版 or not, from here on: for this browser and – where somebody is signed in – wherever they have not chosen otherwise. */
export const POST: RequestHandler = async ({ locals, cookies, request }) => {
	const data = await formData(request);
	const [size, back] = [data?.get('size'), data?.get('back')];
	if (isTextSize(size)) {
		keepTextSize(cookies, size, locals.env.origin.startsWith('https:'));
		if (locals.member) await markTextSize(locals.db, locals.member.id, size);
	}
	redirect(303, ownPath(typeof back === 'string' ? back : null));
};
