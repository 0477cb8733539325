import { m } from '#lib/i18n/paraglide/messages.js';
import { localInput } from '#lib/domain/time.ts';
import type { ChatText } from '#lib/domain/group-buy-desk-view.ts';
import type { Ask, Folded } from '../ask.ts';
import { runs, time, type Seen } from './seen.ts';

type Next = {
	say: string;
	more: string | null;
	asks: Ask[];
	/** Ways to choose from, each under its title. */
	ways: Folded[];
	/** Which text for the chat belongs to this step. */
	text: ChatText['kind'] | null;
	tone: 'yours' | 'waiting' | 'plain';
};

const nothing = { more: null, asks: [], ways: [], text: null } as const;

/** The one clear next step, by state. */
export function nextStep(seen: Seen): Next {
	const { desk } = seen;
	const step = (say: string, more: string | null, rest: Partial<Next> = {}): Next => ({
		...nothing,
		asks: [],
		ways: [],
		tone: 'yours',
		say,
		more,
		...rest,
	});
	if (desk.role === 'helper') return step(m.buypage_next_helper(), null, { tone: 'plain' });
	if (desk.role === 'steward' && desk.state !== 'draft')
		return step(m.buypage_list_organise(), null, { tone: 'plain' });
	if (desk.role === 'side' && !['arrived', 'pickup'].includes(desk.state))
		return step(m.buypage_next_side({ building: desk.building }), null, { tone: 'plain' });
	switch (desk.state) {
		case 'draft':
			return draftStep(seen, step);
		case 'open':
			return openStep(seen, step);
		case 'locked':
			return step(m.buypage_next_locked(), m.buypage_next_locked_more(), {
				asks: [{ action: 'ordered', button: m.buypage_do_ordered(), tone: 'main' }],
				text: 'supplier',
			});
		case 'ordered':
			return step(m.buypage_next_ordered(), m.buypage_next_ordered_more(), { text: 'locked' });
		case 'arrived':
			if (!desk.allocated)
				return step(m.buypage_next_arrived(), m.buypage_next_arrived_more(), {
					asks: runs(seen) ? [{ action: 'allocate', button: m.buypage_do_allocate(), tone: 'main' }] : [],
				});
			return step(m.buypage_next_allocated(), m.buypage_next_allocated_more(), {
				asks: desk.steps.includes('pickup') ? [pickupAsk(desk.pickupText)] : [],
				text: 'arrived',
			});
		case 'pickup':
			return pickupStep(seen, step);
		case 'settled':
			return step(m.buypage_next_settled(), null, { tone: 'plain' });
		case 'failed':
			return step(m.buypage_next_failed(), null, { tone: 'plain', text: 'cancelled' });
		case 'cancelled':
			return step(m.buypage_next_cancelled(), null, { tone: 'plain', text: 'cancelled' });
	}
}

type Step = (say: string, more: string | null, rest?: Partial<Next>) => Next;

function draftStep(seen: Seen, step: Step): Next {
	const { desk } = seen;
	if (desk.may.approve && desk.openAskedAt !== null && !desk.approved)
		return step(m.buypage_next_approve({ name: desk.organiser?.name ?? '' }), m.buypage_next_approve_more(), {
			asks: [{ action: 'approve', button: m.buypage_do_approve(), tone: 'main' }],
		});
	if (desk.openAskedAt !== null && !desk.approved)
		return step(m.buypage_next_draft_asked(), m.buypage_next_draft_asked_more(), { tone: 'waiting' });
	if (desk.openAskedAt !== null && desk.opensAt !== null)
		return step(m.buypage_next_draft_timed({ time: time(seen, desk.opensAt) }), null, { tone: 'waiting' });
	return step(m.buypage_next_draft(), m.buypage_next_draft_more(), {
		asks: desk.steps.includes('open') ? [{ action: 'open', button: m.buypage_do_open(), tone: 'main' }] : [],
	});
}

function openStep(seen: Seen, step: Step): Next {
	const { desk } = seen;
	const lock: Ask = {
		action: 'lock',
		button: m.buypage_do_lock(),
		tone: desk.takesOrders ? 'quiet' : 'main',
	};
	if (desk.missed)
		return step(m.buypage_next_missed(), m.buypage_next_missed_more(), {
			tone: 'waiting',
			text: 'missed',
			ways: [
				{ title: m.buypage_way_extend(), open: true, asks: [extendAsk(seen)] },
				{ title: m.buypage_way_invite(), hint: m.buypage_join_invite_hint(), asks: [inviteAsk()] },
				{ title: m.buypage_way_ask(), hint: m.buypage_way_ask_hint(), asks: [askAsk()] },
				{
					title: m.buypage_way_fail(),
					asks: [
						{
							action: 'fail',
							button: m.buypage_way_fail_do(),
							tone: 'danger',
							fields: [{ kind: 'line', name: 'reason', label: m.buypage_do_reason(), optional: true }],
						},
					],
				},
			],
		});
	// Opened before links came by themselves: then one tap makes it.
	if (desk.takesOrders && desk.shareCode === null)
		return step(m.buypage_next_open({ time: time(seen, desk.closesAt) }), null, {
			asks: [{ action: 'share', button: m.buypage_share_make(), tone: 'main' }],
			text: 'open',
		});
	const enough = desk.minimum.reached && desk.households > 0;
	if (desk.takesOrders)
		return step(m.buypage_next_open({ time: time(seen, desk.closesAt) }), m.buypage_next_open_more(), {
			asks: enough ? [lock] : [],
			text: enough || desk.households === 0 ? 'open' : 'missing',
		});
	if (desk.households === 0)
		return step(m.buypage_next_nobody(), null, {
			tone: 'waiting',
			ways: [{ title: m.buypage_way_extend(), open: true, asks: [extendAsk(seen)] }],
		});
	return step(m.buypage_next_closed(), m.buypage_next_closed_more(), { asks: [lock] });
}

function pickupStep(seen: Seen, step: Step): Next {
	const { desk } = seen;
	const rest = desk.pickup.waiting + desk.pickup.called.length + desk.pickup.skipped.length;
	if (rest > 0)
		return step(m.buypage_next_pickup(), m.buypage_call_waiting({ count: rest }), { text: 'pickup' });
	if (desk.open.length > 0 || !desk.steps.includes('settle'))
		return step(m.buypage_next_pickup_done(), null, { text: 'unpaid' });
	return step(m.buypage_next_settle(), m.buypage_next_settle_more(), {
		asks: [{ action: 'settle', button: m.buypage_do_settle(), tone: 'main' }],
	});
}

export function pickupAsk(text: string): Ask {
	return {
		action: 'pickup',
		button: m.buypage_do_pickup(),
		tone: 'main',
		fields: [
			{
				kind: 'line',
				name: 'text',
				label: m.buypage_do_pickup_text(),
				placeholder: m.buypage_do_pickup_example(),
				value: text,
				optional: true,
			},
		],
	};
}

export function extendAsk({ desk, now, zone }: Seen): Ask {
	const day = 86_400_000;
	const later = new Date(Math.max(desk.closesAt.getTime(), now.getTime()) + day);
	return {
		action: 'extend',
		button: m.buypage_way_extend(),
		tone: desk.missed ? 'main' : 'quiet',
		fields: [
			{ kind: 'time', name: 'closesAt', label: m.buypage_way_extend_to(), value: localInput(later, zone) },
		],
	};
}

export function inviteAsk(): Ask {
	return {
		action: 'invite',
		button: m.buypage_join_do(),
		fields: [{ kind: 'line', name: 'name', label: m.buypage_join_name() }],
	};
}

export function askAsk(): Ask {
	return { action: 'ask', button: m.buypage_way_ask_do() };
}
