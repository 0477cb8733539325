import { installWay, type InstallWay } from '#lib/domain/install.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { requireMember } from '#lib/server/member.ts';
import type { PageServerLoad } from './$types';

type Way = { title: string; steps: string[]; either?: boolean };

export const load: PageServerLoad = ({ locals, request }) => {
	requireMember(locals);
	const mine = installWay(request.headers.get('user-agent') ?? '');
	/** `either`: not one step after the other, but whichever fits. */
	const ways: Record<InstallWay, Way> = {
		chat: {
			title: m.home_install_chat_title(),
			steps: [m.home_install_chat_1(), m.home_install_chat_2(), m.home_install_chat_3()],
		},
		iphone: {
			title: m.home_install_iphone_title(),
			steps: [m.home_install_iphone_1(), m.home_install_iphone_2(), m.home_install_iphone_3()],
		},
		android: {
			title: m.home_install_android_title(),
			steps: [m.home_install_android_1(), m.home_install_android_2(), m.home_install_android_3()],
		},
		computer: {
			title: m.home_install_computer_title(),
			steps: [m.home_install_computer_1(), m.home_install_computer_2(), m.home_install_computer_3()],
			either: true,
		},
	};
	const order: InstallWay[] = ['iphone', 'android', 'computer'];
	return {
		address: locals.env.origin,
		chat: mine === 'chat',
		first: ways[mine],
		others: order.filter((way) => way !== mine).map((way) => ways[way]),
		title: m.home_install_title(),
		intro: m.home_install_intro(),
		installed: m.home_install_done(),
		now: m.home_install_now(),
		code: m.home_install_code(),
		copy: m.home_install_copy(),
		copied: m.home_install_copied(),
		more: m.home_install_others(),
	};
};
