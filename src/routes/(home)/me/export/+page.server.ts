import { sayAmount } from '#lib/components/corner/say.ts';
import { sayState } from '#lib/components/handover/say.ts';
import type { Movement } from '#lib/domain/corner.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { m } from '#lib/i18n/paraglide/messages.js';
import { sayTime } from '#lib/i18n/when.ts';
import { requireActor } from '#lib/server/member.ts';
import { takeOut } from './mine.ts';
import type { PageServerLoad } from './$types';

const sayMovement: Record<Movement, (words: { amount: string }) => string> = {
	left: m.corner_history_left,
	taken: m.corner_history_taken,
	counted: m.corner_history_counted,
	removed: m.corner_history_removed,
	undone: m.corner_history_undone,
};

/** The same as the JSON, to be read. */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const member = requireActor(locals);
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
			mail: me.mail?.address ?? '',
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
		corners: [
			...taken.corners.movements.map((it) => ({
				text: `${it.item} · ${sayMovement[it.kind]({ amount: sayAmount(it.quantity, it.unit, getLocale()) })}`,
				at: time(it.at),
			})),
			...taken.corners.wishes.map((it) => ({
				text: m.people_export_wished({ title: it.title }),
				at: time(it.createdAt),
			})),
		],
		orders: taken.groupBuys.orders.map((it) => ({
			text: [it.groupBuy, it.lines.map((line) => `${line.title} × ${line.quantity}`).join(', ')].join(': '),
			at: time(it.changedAt),
		})),
		organised: taken.groupBuys.organised.map((it) => ({ text: it.title, at: time(it.createdAt) })),
		reports: taken.reports.map((it) => ({ text: it.reason, at: time(it.createdAt) })),
		calls: taken.calls.map((it) => ({ text: it.note, at: time(it.at) })),
		passkeys: taken.passkeys.map((it) => ({ text: it.device, at: time(it.createdAt) })),
		steps: taken.helping.steps.length + taken.groupBuys.steps.length + taken.helping.deeds.length,
		comments: [...taken.comments, ...taken.groupBuys.comments].map((it) => ({
			text: it.text,
			at: time(it.createdAt),
		})),
		photos: taken.photos.map((it) => ({ href: it.href, at: time(it.createdAt) })),
		notifications: taken.notifications.length,
	};
};
