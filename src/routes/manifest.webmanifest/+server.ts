import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { RequestHandler } from './$types';

const icon = (file: string, sizes: string, purpose: 'any' | 'maskable' = 'any') => ({
	src: `/icons/${file}`,
	sizes,
	type: file.endsWith('.svg') ? 'image/svg+xml' : 'image/png',
	purpose,
});

/** Public: says nothing of any building. Made on request, because the name on the home screen is in the reader's language. */
export const GET: RequestHandler = () => {
	const manifest = {
		id: '/',
		scope: '/',
		start_url: '/',
		name: m.app_name(),
		short_name: m.app_name(),
		description: m.app_manifest_description(),
		lang: getLocale(),
		dir: 'ltr',
		display: 'standalone',
		background_color: '#fbf7f0',
		theme_color: '#fbf7f0',
		categories: ['social', 'lifestyle'],
		icons: [
			icon('icon-192.png', '192x192'),
			icon('icon-512.png', '512x512'),
			icon('maskable-512.png', '512x512', 'maskable'),
			icon('icon.svg', 'any'),
		],
		shortcuts: [
			{ name: m.app_manifest_post(), url: '/listings/new', icons: [icon('icon-192.png', '192x192')] },
		],
	};
	return new Response(JSON.stringify(manifest), {
		headers: {
			'content-type': 'application/manifest+json; charset=utf-8',
			'cache-control': 'no-cache',
			vary: 'Accept-Language, Cookie',
		},
	});
};
