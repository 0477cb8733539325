import { ALL, IN_BUILDING, INSIDE, NO_ID, STEWARD, type Rows } from './kinds.ts';

const item = { item: NO_ID, quantity: '1' };

export const corner: Rows = {
	// One corner leads straight to it; the other building has none, and says so.
	'/(home)/corners': {
		at: () => '/corners',
		seen: { ...ALL('elsewhere'), nobody: 'door', former: 'door', stranger: 'page' },
		json: { ...ALL('bytes'), nobody: 'door', former: 'door' },
	},
	'/(home)/corners/new': {
		at: () => '/corners/new',
		seen: STEWARD,
		actions: { default: { known: ['steward'] } },
	},
	'/(home)/corners/[id]': {
		at: ({ corner: path }) => path,
		seen: IN_BUILDING,
		actions: {
			take: { sent: item, known: [] },
			leave: { sent: { title: 'x' }, known: INSIDE },
			count: { sent: item, known: [] },
			undo: { sent: { movement: '999999' }, known: [] },
			remove: { sent: item, known: [] },
			sweep: { known: ['steward'] },
			wish: { sent: { title: 'x' }, known: INSIDE },
			withdraw: { sent: { wish: NO_ID }, known: [] },
			follow: { known: INSIDE },
		},
	},
	'/(home)/corners/[id]/edit': {
		at: ({ corner: path }) => `${path}/edit`,
		seen: STEWARD,
		actions: {
			save: { sent: { place: 'x' }, known: ['steward'] },
			replace: { known: ['steward'], last: 1 },
			close: { known: ['steward'], last: 1 },
		},
	},
	'/(home)/corners/[id]/history': { at: ({ corner: path }) => `${path}/history`, seen: STEWARD },
	'/(home)/corners/[id]/poster': { at: ({ corner: path }) => `${path}/poster`, seen: STEWARD },
};
