import { sayState } from '#lib/components/handover/say.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import { requireMember } from '#lib/server/member.ts';
import { takeOut } from './mine.ts';
import type { PageServerLoad } from './$types';

/** The same as the JSON, to be read. */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const member = requireMember(locals);
	const taken = await takeOut(event, member);
	const time = (at: Date | null) => (at === null ? '' : sayTime(at, locals.now, member.zone, getLocale()));
	const { me } = taken;
	return {
		json: JSON.stringify(taken, null, 1),
		me: {
			name: me.name,
			door: me.door,
			building: me.building,
			login: me.login,
			phone: me.phone,
			people: me.peopleInHousehold,
			roles: me.roles,
			since: time(me.createdAt),
		},
		devices: taken.devices.map((it) => ({ text: it.device, at: time(it.createdAt) })),
		posts: taken.posts.map((it) => ({ text: it.title, at: time(it.postedAt) })),
		handovers: taken.handovers.map((it) => ({
			text: `${it.title} · ${sayState(it.state)}`,
			at: time(it.changedAt),
		})),
		comments: taken.comments.map((it) => ({ text: it.text, at: time(it.createdAt) })),
		photos: taken.photos.map((it) => ({ href: it.href, at: time(it.createdAt) })),
		notifications: taken.notifications.length,
	};
};
