import type { Scope } from '../../domain/listing.ts';

type Home = { communityId: string; buildingId: string; entrance: string };

/** The key of what a whole building may hear of. */
export function buildingAudience(buildingId: string): string {
	return `b:${buildingId}`;
}

/** The key under which a listing of this scope is found. */
export function audienceOf(scope: Scope, home: Home): string {
	if (scope === 'community') return `c:${home.communityId}`;
	return scope === 'building' ? buildingAudience(home.buildingId) : `e:${home.buildingId}:${home.entrance}`;
}

/** All keys under which somebody who lives here finds listings. */
export function audiencesOf(home: Home): string[] {
	return [audienceOf('building', home), audienceOf('community', home), audienceOf('entrance', home)];
}
