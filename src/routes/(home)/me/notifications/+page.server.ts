import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Member } from '#lib/domain/member.ts';
import { MAIL_LENGTH, MAIL_WANTS, readMailAddress } from '#lib/domain/letter.ts';
import { LEVELS, levelOf, OPT_IN, TOPICS } from '#lib/domain/notification.ts';
import { hashToken } from '#lib/server/account/session.ts';
import { id, line, said } from '#lib/server/form/fields.ts';
import { readForm, refuse } from '#lib/server/form/form.ts';
import { refuseRoom } from '#lib/server/http/room.ts';
import { LIMITS, type Limit } from '#lib/server/installation/limit.ts';
import { askForMail, chooseMail, dropMail } from '#lib/server/letter/mail-address.ts';
import { findMailAddress } from '#lib/server/letter/queries.ts';
import { sayMail } from './mail.ts';
import { notFound, requireMember } from '#lib/server/member.ts';
import { chooseLevel, chooseQuietHours, chooseTopic } from '#lib/server/notification/preferences.ts';
import { findPreferences, listReceivers } from '#lib/server/notification/queries.ts';
import { removeDevice } from '#lib/server/notification/subscribe.ts';
import { sendTestPush } from '#lib/server/notification/test-push.ts';
import { vapidKeys } from '#lib/server/notification/vapid.ts';
import { minuteOfDay, readMinute } from './clock.ts';
import type { Actions, PageServerLoad } from './$types';

/** Tests are only sent when asked for; news of a line comes with the rest of a handover, until it has sentences of its own. */
const CHOSEN = TOPICS.filter((topic) => topic !== 'test' && topic !== 'line');

export const load: PageServerLoad = async ({ locals, depends }) => {
	const member = requireMember(locals);
	depends('live:devices');
	const [receivers, preferences, keys, mail] = await Promise.all([
		listReceivers(locals.db, member.id),
		findPreferences(locals.db, member.id),
		vapidKeys(locals.db),
		locals.env.smtp === undefined ? null : findMailAddress(locals.db, member.id),
	]);
	const here = locals.sessionToken && hashToken(locals.sessionToken);
	const quiet = preferences?.quiet ?? member.quiet;
	const topics = CHOSEN.map((topic) => ({
		topic,
		on: OPT_IN.includes(topic)
			? (preferences?.follows.includes(topic) ?? false)
			: !preferences?.muted.includes(topic),
		key: randomUUID(),
	}));
	return {
		mail: locals.env.smtp === undefined ? null : sayMail(mail),
		publicKey: keys.publicKey,
		key: randomUUID(),
		zone: member.zone,
		devices: receivers.map(({ sessionId, ...it }) => ({ ...it, here: sessionId === here })),
		topics,
		level: levelOf(topics),
		quiet: { from: minuteOfDay(quiet.from), to: minuteOfDay(quiet.to) },
	};
};

const minute = v.pipe(
	v.optional(v.string('field.not_text'), ''),
	v.minLength(1, 'field.required'),
	v.transform(readMinute),
	v.check((it) => it !== null, 'field.not_a_time'),
	v.transform((it) => it ?? 0),
);

const MailForm = v.object({
	address: v.pipe(
		line(MAIL_LENGTH),
		v.transform(readMailAddress),
		v.check((it) => it !== null, 'mail.address_unreadable'),
		v.transform((it) => it ?? ''),
	),
	wants: said(MAIL_WANTS),
});

type Event = Parameters<Actions[string]>[0];

/** Form and limit, which all actions here share. */
async function readChange<S extends v.GenericSchema<unknown, unknown>>(
	event: Event,
	by: Member,
	schema: S,
	limit: Limit = LIMITS.change,
) {
	const form = await readForm(event, schema);
	if (!form.ok) return form;
	const failure = await refuseRoom(event, limit, by.id, form);
	return failure ? { ok: false as const, failure } : form;
}

export const actions: Actions = {
	test: async (event) => {
		const member = requireMember(event.locals);
		const form = await readChange(event, member, v.object({}), LIMITS.testPush);
		if (!form.ok) return form.failure;
		const outcome = await sendTestPush(event.locals.db, member, form.sent);
		return outcome.ok ? { done: 'tested' as const } : refuse(form, outcome);
	},
	topic: async (event) => {
		const member = requireMember(event.locals);
		const form = await readChange(event, member, v.object({ topic: said(CHOSEN), on: said(['yes', 'no']) }));
		if (!form.ok) return form.failure;
		const { topic, on } = form.value;
		const outcome = await chooseTopic(event.locals.db, member, { topic, on: on === 'yes' }, form.sent);
		return outcome.ok ? { done: 'saved' as const } : refuse(form, outcome);
	},
	level: async (event) => {
		const member = requireMember(event.locals);
		const form = await readChange(event, member, v.object({ level: said(LEVELS) }));
		if (!form.ok) return form.failure;
		const input = { level: form.value.level, topics: CHOSEN };
		const outcome = await chooseLevel(event.locals.db, member, input, form.sent);
		return outcome.ok ? { done: 'saved' as const } : refuse(form, outcome);
	},
	quiet: async (event) => {
		const member = requireMember(event.locals);
		const form = await readChange(event, member, v.object({ from: minute, to: minute }));
		if (!form.ok) return form.failure;
		const outcome = await chooseQuietHours(event.locals.db, member, form.value, form.sent);
		return outcome.ok ? { done: 'saved' as const } : refuse(form, outcome);
	},
	mail: async (event) => {
		const member = requireMember(event.locals);
		if (event.locals.env.smtp === undefined) notFound();
		const form = await readChange(event, member, MailForm, LIMITS.mail);
		if (!form.ok) return form.failure;
		const outcome = await askForMail(event.locals.db, member, form.value, form.sent);
		return outcome.ok ? { done: 'mailAsked' as const } : refuse(form, outcome);
	},
	mailWants: async (event) => {
		const member = requireMember(event.locals);
		const form = await readChange(event, member, v.object({ wants: said(MAIL_WANTS) }));
		if (!form.ok) return form.failure;
		await chooseMail(event.locals.db, member, form.value.wants, event.locals.now);
		return { done: 'saved' as const };
	},
	mailOff: async (event) => {
		const member = requireMember(event.locals);
		const form = await readChange(event, member, v.object({}));
		if (!form.ok) return form.failure;
		await dropMail(event.locals.db, member);
		return { done: 'mailDropped' as const };
	},
	remove: async (event) => {
		const member = requireMember(event.locals);
		const form = await readChange(event, member, v.object({ device: id }));
		if (!form.ok) return form.failure;
		await removeDevice(event.locals.db, member, form.value.device);
		return { done: 'removed' as const };
	},
};
