import { REPORT_KINDS, type ReportKind } from '#lib/domain/order.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

const kinds: Record<ReportKind, () => string> = {
	worried: m.people_report_worried,
	selling: m.people_report_selling,
	rude: m.people_report_rude,
	unsafe: m.people_report_unsafe,
	other: m.people_report_other,
};

export function sayKind(kind: ReportKind): string {
	return kinds[kind]();
}

/** What a report can be about, for the form. */
export function reportKinds() {
	return {
		legend: m.people_report_kind(),
		kinds: REPORT_KINDS.map((kind) => ({ value: kind, label: kinds[kind]() })),
	};
}

export function personReportWords() {
	return { label: m.people_report_reason(), send: m.people_report_do(), ...reportKinds() };
}

export type ReportWords = ReturnType<typeof personReportWords>;
