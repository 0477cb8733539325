/** What is wrong with a post or a person. `worried` is no complaint: somebody may need help. */
export const REPORT_KINDS = ['selling', 'worried', 'rude', 'unsafe', 'other'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What a steward does about a report. */
export const SETTLEMENTS = ['nothing', 'hidden', 'warned', 'suspended', 'looked_in'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

/** What stands in the log of a building: everything that somebody did in its name. */
export const DEEDS = [
	'admitted',
	'refused',
	'removed',
	'role_given',
	'role_taken',
	'let_back',
	'added',
	'moved',
	'hidden',
	'warned',
	'suspended',
	'unsuspended',
	'report_closed',
	'doors_added',
	'door_split',
	'settings',
	'code_replaced',
	'exported',
] as const;
export type Deed = (typeof DEEDS)[number];

export const SUSPENSION_DAYS = [1, 3, 7, 30] as const;

/** What may be done about a report of this kind; somebody one worries about is never punished for it. */
export function settlementsFor(report: {
	about: 'post' | 'person';
	kind: ReportKind;
}): readonly Settlement[] {
	if (report.kind === 'worried') return ['looked_in', 'nothing'];
	return report.about === 'post'
		? ['hidden', 'warned', 'suspended', 'nothing']
		: ['warned', 'suspended', 'nothing'];
}

/** Which deeds name the neighbour in the building's log: not those that would put somebody in the pillory, or tell who has no phone. */
export function namesNeighbour(deed: Deed): boolean {
	return ['admitted', 'role_given', 'role_taken', 'moved'].includes(deed);
}

export function isSuspended(who: { suspendedUntil?: Date | null }, now: Date): boolean {
	return (who.suspendedUntil ?? now) > now;
}
