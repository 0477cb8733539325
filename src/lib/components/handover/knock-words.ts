import { KNOCK_FINDINGS, type KnockFinding } from '#lib/domain/helping.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const found: Record<KnockFinding, () => string> = {
	has_it: m.people_knock_has_it,
	nobody: m.people_knock_nobody,
	gone: m.people_knock_gone,
	worried: m.people_knock_worried,
};

/** The question to whoever knocked, and its answers. */
export function knockWords() {
	return {
		title: m.people_knock(),
		findings: KNOCK_FINDINGS.map((value) => ({ value, label: found[value]() })),
	};
}
