import { sayAmount } from '#lib/components/corner/say.ts';
import { sayUnits } from '#lib/components/group-buy/say.ts';
import { sayState } from '#lib/components/handover/say.ts';
import type { Movement } from '#lib/domain/corner.ts';
import type { Member } from '#lib/domain/member.ts';
import { inARow } from '#lib/i18n/in-a-row.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayTime } from '#lib/i18n/when.ts';
import type { Taken } from '#lib/server/account/export.ts';

const sayMovement: Record<Movement, (words: { amount: string }) => string> = {
	left: m.corner_history_left,
	taken: m.corner_history_taken,
	counted: m.corner_history_counted,
	removed: m.corner_history_removed,
	undone: m.corner_history_undone,
};

/** What is kept about somebody, in the words of their language; the JSON has every field of it. */
export function presentTaken(taken: Taken, member: Pick<Member, 'zone'>, now: Date) {
	const locale = getLocale();
	const time = (at: Date | null) => (at === null ? '' : sayTime(at, now, member.zone, locale));
	const { me, corners, groupBuys } = taken;
	const row = (text: string, at: Date | null, { href = '', state = '' } = {}) => ({
		text,
		state,
		at: time(at),
		on: at?.getTime() ?? 0,
		href,
	});
	const lists = [
		{ title: m.people_export_posts(), rows: taken.posts.map((it) => row(it.title, it.postedAt)) },
		{
			title: m.handover_mine_title(),
			rows: taken.handovers.map((it) => row(it.title, it.changedAt, { state: sayState(it.state) })),
		},
		{
			title: m.app_nav_corner(),
			rows: [
				...corners.movements.map((it) =>
					row(
						`${it.item} · ${sayMovement[it.kind]({ amount: sayAmount(it.quantity, it.unit, locale) })}`,
						it.at,
					),
				),
				...corners.wishes.map((it) => row(m.people_export_wished({ title: it.title }), it.createdAt)),
			],
		},
		{
			title: m.people_export_orders(),
			rows: groupBuys.orders.map((it) => {
				const lines = it.lines.map((line) => `${line.title} ${sayUnits(line.quantity, line, locale)}`);
				return row(`${it.groupBuy} · ${inARow(lines, locale)}`, it.changedAt);
			}),
		},
		{
			title: m.people_export_organised(),
			rows: groupBuys.organised.map((it) => row(it.title, it.createdAt)),
		},
		{
			title: m.people_export_comments(),
			rows: [...taken.comments, ...groupBuys.comments].map((it) => row(it.text, it.createdAt)),
		},
		{ title: m.people_export_reports(), rows: taken.reports.map((it) => row(it.reason, it.createdAt)) },
		{ title: m.people_calls(), rows: taken.calls.map((it) => row(it.note, it.at)) },
		{ title: m.account_devices(), rows: taken.devices.map((it) => row(it.device, it.createdAt)) },
		{ title: m.people_passkeys(), rows: taken.passkeys.map((it) => row(it.device, it.createdAt)) },
		{
			title: m.people_export_photos(),
			rows: taken.photos.map((it, i) =>
				row(m.people_export_photo({ number: i + 1 }), it.createdAt, { href: `${it.href}?size=large` }),
			),
		},
	];
	return {
		me: {
			name: me.name,
			door: me.door,
			building: me.building,
			roles: me.roles,
			facts: [
				[m.people_export_since(), time(me.createdAt)],
				[m.account_login(), me.login ?? ''],
				[m.people_phone_own(), me.phone],
				[m.people_export_mail(), me.mail?.address ?? ''],
				[m.people_home_people(), String(me.peopleInHousehold ?? '')],
				[m.app_nav_inbox(), String(taken.notifications.length)],
				[
					m.people_export_steps(),
					String(taken.helping.steps.length + groupBuys.steps.length + taken.helping.deeds.length),
				],
			].flatMap(([name, says]) => (says ? [{ name: name!, says }] : [])),
		},
		lists: lists
			.filter(({ rows }) => rows.length > 0)
			.map(({ title, rows }) => ({ title, rows: rows.sort((a, b) => b.on - a.on) })),
	};
}
