import { redirect } from '@sveltejs/kit';
import { isLocale } from '#lib/domain/member.ts';
import { markLocale } from '#lib/server/account/queries.ts';
import { formData } from '#lib/server/form/form.ts';
import { keepLocale } from '#lib/server/http/cookies.ts';
import { ownPath } from '#lib/server/http/origin.ts';
import type { RequestHandler } from './$types';

/** Another language from here on, for this browser and – where somebody is signed in – for their notifications. */
export const POST: RequestHandler = async ({ locals, cookies, request }) => {
	const data = await formData(request);
	const [locale, back] = [data?.get('locale'), data?.get('back')];
	if (isLocale(locale)) {
		keepLocale(cookies, locale, locals.env.origin.startsWith('https:'));
		if (locals.member) await markLocale(locals.db, locals.member.id, locale);
	}
	redirect(303, ownPath(typeof back === 'string' ? back : null));
};
