import type { Scope } from '../../domain/listing.ts';

type Home = { communityId: string; buildingId: string; entrance: string };

/** The key under which a listing of this scope is found. */
export function audienceOf(scope: Scope, home: Home): string {
	if (scope === 'community') return `c:${home.communityId}`;
	return scope === 'building' ? `b:${home.buildingId}` : `e:${home.buildingId}:${home.entrance}`;
}

/** All keys under which somebody who lives here finds listings. */
export function audiencesOf(home: Home): string[] {
	return [audienceOf('building', home), audienceOf('community', home), audienceOf('entrance', home)];
}
