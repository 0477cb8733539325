import { IN_BUILDING, INSIDE, LIVING, SIGNED, SIGNED_IN, TWO, TWO_SIDES, type Rows } from './kinds.ts';

export const listings: Rows = {
	'/(home)': { at: () => '/', seen: SIGNED_IN },
	'/(home)/listings/new': {
		at: () => '/listings/new',
		seen: SIGNED_IN,
		actions: { default: { known: SIGNED } },
	},
	'/(home)/listings/[id]': {
		at: ({ listing }) => `/listings/${listing}`,
		seen: IN_BUILDING,
		actions: {
			claim: { sent: { quantity: '1' }, known: INSIDE },
			choose: { sent: ({ handover }) => ({ handover }), known: ['poster'] },
			give: { sent: { household: '2-404', quantity: '1' }, known: ['poster'] },
			urgency: { sent: { urgent: 'yes', reason: 'x' }, known: [] },
			comment: { sent: { text: 'x' }, known: INSIDE },
			report: { sent: { reason: 'x' }, known: INSIDE },
			share: { known: LIVING },
			hide: { sent: { reason: 'x' }, known: ['steward'], last: 1 },
			withdraw: { sent: { reason: '' }, known: ['poster'], last: 1 },
		},
	},
	'/(home)/handovers/[id]': {
		at: ({ handover }) => `/handovers/${handover}`,
		seen: TWO_SIDES,
		actions: {
			knock: { sent: { found: 'nobody' }, known: ['steward'] },
			bring: { known: TWO },
			left: { known: TWO },
			receive: { known: TWO },
			missing: { known: TWO },
			release: { known: TWO },
			returned: { known: TWO },
			thank: { sent: { text: 'x' }, known: TWO },
		},
	},
};
