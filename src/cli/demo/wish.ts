import type { ListingDraft } from '#lib/domain/listing.ts';
import { usualUnit } from '#lib/components/listing/usual-unit.ts';
import { defaultPerHousehold, defaultUntil } from '#lib/domain/listing.ts';
import { dayOf } from '#lib/domain/time.ts';
import type { PostInput } from '#lib/server/listing/post.ts';
import type { StoredPhoto } from '#lib/server/photo/process.ts';
import { ZONE } from './people.ts';
import type { PictureName } from './pictures/album.ts';

export type Album = Record<PictureName, StoredPhoto>;

type Said = Omit<
	ListingDraft,
	| 'photoCount'
	| 'until'
	| 'drawAt'
	| 'neededBy'
	| 'bestBefore'
	| 'returnBy'
	| 'title'
	| 'direction'
	| 'category'
>;

/** A post as somebody would fill it in; times are hours and days from the moment at which the demonstration is made. */
export type Wish = Partial<Said> &
	Pick<ListingDraft, 'direction' | 'category' | 'title'> & {
		photos?: readonly PictureName[];
		/** May be over already. */
		untilIn?: number;
		drawIn?: number;
		neededIn?: number;
		bestBeforeDays?: number;
		returnDays?: number;
	};

const HOUR = 3_600_000;

/** Nobody asks for something by 16:23. */
function roundUp(at: Date): Date {
	const half = HOUR / 2;
	return new Date(Math.ceil(at.getTime() / half) * half);
}

/** Fills in what a form would have filled in. */
export function asPost(wish: Wish, album: Album, now: Date, at: Date): PostInput {
	const { photos = [], untilIn, drawIn, neededIn, bestBeforeDays, returnDays, ...said } = wish;
	const time = (hours: number | undefined): Date | null =>
		hours === undefined ? null : roundUp(new Date(now.getTime() + hours * HOUR));
	const day = (days: number | undefined): string | null =>
		days === undefined ? null : dayOf(new Date(now.getTime() + days * 24 * HOUR), ZONE);
	const quantity = said.parts?.length
		? said.parts.reduce((sum, part) => sum + part.quantity, 0)
		: (said.quantity ?? 1);
	return {
		details: '',
		unit: usualUnit(
			said.category,
			(said.parts?.length ?? 0) > 0,
			/\p{Script=Han}/u.test(said.title) ? 'zh-CN' : 'en',
		),
		terms: 'give',
		swapFor: '',
		keepCold: false,
		allergens: '',
		place: 'door',
		scope: 'building',
		allocation: 'first_come',
		reason: '',
		urgent: false,
		anonymous: false,
		reach: 'ring',
		unopened: null,
		prescription: null,
		parts: [],
		perHousehold: defaultPerHousehold(said.direction, quantity),
		...said,
		quantity,
		until: time(untilIn) ?? defaultUntil(said.category, at),
		drawAt: time(drawIn),
		neededBy: time(neededIn),
		bestBefore: day(bestBeforeDays),
		returnBy: day(returnDays),
		photos: photos.map((name) => album[name]),
	};
}
