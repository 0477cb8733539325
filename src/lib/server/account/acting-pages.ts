/**
 * The pages that show and do things for the neighbour in whose place a helper stands (`requireActor`). All others are the
 * helper's own and say so: ways in, one's own phone and news, what helpers and stewards do in the building's name, and
 * running a group buy, which is answering for money.
 */
export const ACTS: ReadonlySet<string> = new Set([
	'/(home)',
	'/(home)/listings/new',
	'/(home)/listings/[id]',
	'/(home)/handovers/[id]',
	'/(home)/corners',
	'/(home)/corners/[id]',
	'/(home)/group-buys',
	'/(home)/group-buys/[id]',
	'/(home)/inbox',
	'/(home)/me',
	'/(home)/me/handovers',
	'/(home)/me/household',
	'/(home)/me/export',
]);
