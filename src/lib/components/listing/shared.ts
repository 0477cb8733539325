import type { Allocation, Category, Direction, Scope, Terms } from '#lib/domain/listing.ts';

/** A post as anybody with the link reads it. */
export type SharedPost = {
	direction: Direction;
	category: Category;
	terms: Terms;
	allocation: Allocation;
	scope: Scope;
	/** Null where even the title stays behind the door. */
	title: string | null;
	quantity: number;
	remaining: number;
	unit: string;
	waiting: number;
	until: Date;
	neededBy: Date | null;
	urgent: boolean;
	bestBefore: string | null;
	keepCold: boolean;
	allergens: string;
	building: string;
	zone: string;
	photos: { id: string; width: number; height: number }[];
	parts: { id: string; title: string; unit: string; quantity: number; remaining: number }[];
};
