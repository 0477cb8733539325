import type { Member } from './member.ts';

/** What somebody can be in a building; several at once. */
export const STANDINGS = ['newcomer', 'relative', 'neighbour', 'volunteer', 'steward', 'operator'] as const;
export type Standing = (typeof STANDINGS)[number];

const EVERYBODY = STANDINGS;
const HOUSEHOLD = ['relative', 'neighbour'] as const;
const HELPERS = ['volunteer', 'steward'] as const;

/**
 * Who may do what in a building. This table is the rule: guards ask it, buttons ask it, and the page about roles shows
 * it. What belongs to one's own household or one's own post is narrower still, and said where those rules are.
 */
export const MAY = {
	read_board: EVERYBODY,
	claim: EVERYBODY,
	post: EVERYBODY,
	offer_medicine: HOUSEHOLD,
	/** Sign for the household, speak for it, see what it has under way. */
	act_for_household: HOUSEHOLD,
	read_people: ['neighbour'],
	let_in_to_household: ['neighbour'],
	invite_relative: ['neighbour'],
	report: EVERYBODY,
	read_log: ['neighbour'],
	read_figures: ['neighbour'],
	add_for: HELPERS,
	act_for: HELPERS,
	call: HELPERS,
	knock: HELPERS,
	set_urgency: HELPERS,
	let_in: ['steward'],
	let_back: ['steward'],
	remove: ['steward'],
	give_roles: ['steward'],
	settle_reports: ['steward'],
	/** What is said about a building's only steward. */
	settle_stewards: ['operator'],
	change_doors: ['steward'],
	change_settings: ['steward'],
	read_today: ['steward'],
	take_out_building: ['steward'],
	add_building: ['operator'],
	wipe_building: ['operator'],
} as const satisfies Record<string, readonly Standing[]>;

export type Permission = keyof typeof MAY;

/** As what somebody stands in their building. Roles count only for neighbours who have been let in. */
export function standingsOf(member: Pick<Member, 'status' | 'roles' | 'elsewhere'>): Standing[] {
	if (member.status !== 'confirmed') return ['newcomer'];
	if (member.elsewhere) return ['relative'];
	return ['neighbour', ...member.roles];
}

export function may(member: Pick<Member, 'status' | 'roles' | 'elsewhere'>, what: Permission): boolean {
	const allowed: readonly Standing[] = MAY[what];
	return standingsOf(member).some((standing) => allowed.includes(standing));
}
