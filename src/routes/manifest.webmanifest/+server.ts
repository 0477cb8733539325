import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { RequestHandler } from './$types';

const icon = (file: string, sizes: string, purpose: 'any' | 'maskable' = 'any') => ({
	src: `/icons/${file}`,
	sizes,
	type: file.endsWith('.svg') ? 'image/svg+xml' : 'image/png',
	purpose,
});

const shortcut = (name: string, url: string) => ({
	name,
	short_name: name,
	url,
	icons: [icon('icon-192.png', '192x192')],
});

/** Taken by `npm run sheet -- --manifest` from the demonstration building. */
const screenshot = (what: string, form: 'narrow' | 'wide', label: string) => ({
	src: `/screenshots/${what}-${form}-${getLocale()}.webp`,
	sizes: form === 'narrow' ? '720x1480' : '1280x800',
	type: 'image/webp',
	form_factor: form,
	label,
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
			shortcut(m.app_manifest_post(), '/listings/new'),
			shortcut(m.handover_mine_title(), '/me/handovers'),
			shortcut(m.home_shortcut_corner(), '/corners'),
			shortcut(m.app_nav_group_buys(), '/group-buys'),
		],
		screenshots: [
			screenshot('board', 'narrow', m.home_shot_board()),
			screenshot('listing', 'narrow', m.home_shot_listing()),
			screenshot('board', 'wide', m.home_shot_board()),
			screenshot('listing', 'wide', m.home_shot_listing()),
		],
		// The worker takes it (worker/share.ts): the picture stays on the phone until somebody sends the form.
		share_target: {
			action: '/share',
			method: 'POST',
			enctype: 'multipart/form-data',
			params: {
				title: 'title',
				text: 'text',
				url: 'url',
				files: [{ name: 'photos', accept: ['image/*', '.jpg', '.jpeg', '.png', '.webp'] }],
			},
		},
		launch_handler: { client_mode: ['navigate-existing', 'auto'] },
	};
	return new Response(JSON.stringify(manifest), {
		headers: {
			'content-type': 'application/manifest+json; charset=utf-8',
			'cache-control': 'no-cache',
			vary: 'Accept-Language, Cookie',
		},
	});
};
