import type { Step } from '#lib/domain/handover-step.ts';
import type { Side, State } from '#lib/domain/handover.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { IconName } from '../ui/Icon.svelte';

// This file is for the server: the words come with the page. In its scripts every language would.

export function handoverWords() {
	return {
		app: m.app_name(),
		mine: m.handover_mine_title(),
		signed: m.handover_state_received(),
		trail: m.handover_trail(),
	};
}

export function thankWords() {
	return { label: m.handover_thank(), example: m.handover_thank_example(), send: m.handover_thank_do() };
}

/** For whoever has something kept at a door that they may not see yet. */
export function askToBringWords() {
	return {
		ask: m.handover_bring_ask(),
		hint: m.handover_bring_hint(),
		text: m.handover_bring_text(),
		asked: m.handover_bring_asked(),
	};
}

/** A step as a button; `photo`: the words of the fold for a photo, where one may be added. */
export type ShownStep = {
	step: Step;
	icon: IconName;
	label: string;
	photo: { fold: string; label: string } | null;
};

const icons: Record<Step, IconName> = {
	bring: 'bring',
	left: 'door',
	receive: 'sign',
	missing: 'search',
	release: 'close',
	returned: 'key',
};

export function sayStep(step: Step, state: State, help: boolean, onShelf: boolean): ShownStep {
	const photo = step === 'left' || (step === 'receive' && state !== 'missing');
	return {
		step,
		icon: icons[step],
		label: step === 'left' && onShelf ? m.corner_handover_on() : labelOf(step, state, help),
		photo: photo
			? {
					fold: step === 'left' ? m.handover_photo_left() : m.handover_photo_receive(),
					label: m.handover_photo(),
				}
			: null,
	};
}

function labelOf(step: Step, state: State, help: boolean): string {
	if (step === 'bring') return m.handover_do_bring();
	if (step === 'left') return help ? m.handover_do_left_help() : m.handover_do_left();
	if (step === 'returned') return m.handover_do_returned();
	if (state === 'missing') return m.handover_do_found();
	return state === 'left' || help ? m.handover_do_receive() : m.handover_do_receive_now();
}

export type FoldWords = { title: string; hint: string; label: string; send: string };

export function missingWords(): FoldWords {
	return {
		title: m.handover_missing(),
		hint: m.handover_missing_hint(),
		label: m.handover_missing_reason(),
		send: m.handover_missing_do(),
	};
}

export function releaseWords(side: Side | null, state: State): FoldWords {
	const about =
		side === null
			? { title: m.handover_release_gone(), hint: m.handover_release_gone_hint() }
			: state === 'waiting'
				? { title: m.handover_release_line(), hint: m.handover_release_line_hint() }
				: side === 'giver'
					? { title: m.handover_release_giver(), hint: m.handover_release_giver_hint() }
					: { title: m.handover_release_receiver(), hint: m.handover_release_receiver_hint() };
	return { ...about, label: m.handover_release_reason(), send: m.handover_release_do() };
}
