import type { QuietHours } from './time.ts';

export const ROLES = ['volunteer', 'steward', 'operator'] as const;
export type Role = (typeof ROLES)[number];

export const RESIDENT_STATUSES = ['waiting', 'confirmed', 'left'] as const;
export type ResidentStatus = (typeof RESIDENT_STATUSES)[number];

export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

/** 长辈版: text of at least 24 px, targets of at least 60 px, one main thing a screen, read aloud. */
export const TEXT_SIZES = ['normal', 'large'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** Somebody signed in, with the household, building and community that everything they see is cut to. */
export type Member = {
	id: string;
	name: string;
	status: 'waiting' | 'confirmed';
	roles: readonly Role[];
	householdId: string;
	door: string;
	entrance: string;
	buildingId: string;
	buildingName: string;
	communityId: string;
	/** Short number of the community, part of every search piece. */
	communityNumber: number;
	zone: string;
	locale: Locale | null;
	/** Null: never chosen. */
	textSize?: TextSize | null;
	quiet: QuietHours;
	/** A relative who lives elsewhere: of this household, but no neighbour. */
	elsewhere?: boolean;
	/** Has no phone; helpers act for them. */
	phoneless?: boolean;
	suspendedUntil?: Date | null;
	/** The helper who acts for this person, where one does. */
	actedBy?: string;
};

/** A neighbour who has been let in and lives here: sees names and doors. */
export function isConfirmed(member: Pick<Member, 'status' | 'elsewhere'>): boolean {
	return member.status === 'confirmed' && member.elsewhere !== true;
}

/** Belongs to that household beyond doubt: who still waits has only named a door, and learns nothing by it. */
export function isOfHousehold(member: Pick<Member, 'status' | 'householdId'>, householdId: string): boolean {
	return member.status === 'confirmed' && member.householdId === householdId;
}

export function isSteward(member: Member): boolean {
	return isConfirmed(member) && member.roles.includes('steward');
}

/** May act for a neighbour without a phone. */
export function isHelper(member: Member): boolean {
	return isConfirmed(member) && (member.roles.includes('steward') || member.roles.includes('volunteer'));
}

/** Any `zh…` is Chinese; otherwise the first language of ours that the browser names, else English. */
export function localeOf(acceptLanguage: string | null): Locale {
	const wanted = (acceptLanguage ?? '')
		.split(',')
		.map((entry) => {
			const [tag = '', ...parameters] = entry.trim().split(';');
			const q = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((value) => value !== undefined);
			return { tag: tag.trim().toLowerCase(), q: q === undefined ? 1 : Number(q) };
		})
		.filter((entry) => entry.q > 0)
		.sort((a, b) => b.q - a.q);
	for (const { tag } of wanted) {
		if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN';
		if (tag === 'en' || tag.startsWith('en-')) return 'en';
	}
	return 'en';
}

const CHINESE_ZONES = /^Asia\/(Shanghai|Urumqi|Hong_Kong|Macau|Taipei)$/;

/** Whoever never chose a language reads the one that is spoken where the building stands. */
export function localeWhere(zone: string): Locale {
	return CHINESE_ZONES.test(zone) ? 'zh-CN' : 'en';
}

export function isLocale(text: unknown): text is Locale {
	return LOCALES.some((locale) => locale === text);
}

export function isTextSize(text: unknown): text is TextSize {
	return TEXT_SIZES.some((size) => size === text);
}
