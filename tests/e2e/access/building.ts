import { HELPERS, LIVING, NEIGHBOURS, NO_ID, SIGNED_IN, STEWARD, type Act, type Rows } from './kinds.ts';

const steward = (sent: Record<string, string> = {}): Act => ({ sent, known: ['steward'] });
const helpers = (sent: Record<string, string> = {}): Act => ({ sent, known: ['volunteer', 'steward'] });

export const building: Rows = {
	'/(home)/building': { at: () => '/building', seen: SIGNED_IN },
	'/(home)/building/people': {
		at: () => '/building/people',
		seen: NEIGHBOURS,
		actions: {
			admit: {
				sent: ({ people }) => ({ resident: people.newcomer.id }),
				known: ['steward'],
				last: 1,
			},
			refuse: { sent: { resident: NO_ID, reason: 'x' }, known: [] },
			role: { sent: { resident: NO_ID, role: 'volunteer' }, known: [] },
		},
	},
	'/(home)/building/people/[id]': {
		at: ({ people }) => `/building/people/${people.neighbour.id}`,
		seen: { ...NEIGHBOURS, stranger: 'not found' },
		actions: {
			report: { sent: { reason: 'x' }, known: LIVING.filter((kind) => kind !== 'neighbour') },
			care: helpers({ every: 'x' }),
			move: steward({ door: 'x' }),
			remove: steward({ reason: '' }),
			unsuspend: steward(),
			letBack: steward(),
			handOver: steward({ key: '' }),
		},
	},
	'/(home)/building/people/new': {
		at: () => '/building/people/new',
		seen: HELPERS,
		actions: { default: helpers({ name: 'x', door: '0', agreed: 'phone' }) },
	},
	'/(home)/building/acting': {
		at: () => '/building/acting',
		seen: { ...HELPERS, volunteer: 'elsewhere', steward: 'elsewhere' },
		actions: {
			begin: { sent: ({ people }) => ({ resident: people.neighbour.id }), known: [] },
			end: helpers(),
		},
	},
	'/(home)/building/calls': {
		at: () => '/building/calls',
		seen: HELPERS,
		actions: {
			call: {
				sent: ({ people }) => ({ resident: people.neighbour.id, outcome: 'x' }),
				known: ['volunteer', 'steward'],
			},
			heard: { sent: { resident: NO_ID }, known: [] },
		},
	},
	'/(home)/building/slips': { at: () => '/building/slips', seen: HELPERS },
	'/(home)/building/today': {
		at: () => '/building/today',
		seen: STEWARD,
		actions: {
			admit: { sent: { resident: NO_ID }, known: [] },
			heard: { sent: { resident: NO_ID }, known: [] },
		},
	},
	'/(home)/building/reports': {
		at: () => '/building/reports',
		// The operator for what is said about a building's only steward.
		seen: { ...STEWARD, operator: 'page' },
		actions: { settle: { sent: { report: NO_ID, with: 'nothing' }, known: [] } },
	},
	'/(home)/building/settings': {
		at: () => '/building/settings',
		seen: STEWARD,
		actions: { save: steward({ keepDays: 'x' }), wipe: { sent: { name: 'x' }, known: ['operator'] } },
	},
	'/(home)/building/export': { at: () => '/building/export', seen: { ...STEWARD, steward: 'bytes' } },
	'/(home)/building/doors': {
		at: () => '/building/doors',
		seen: STEWARD,
		actions: { paste: steward({ text: '' }), split: steward({ door: '' }) },
	},
	'/(home)/building/figures': { at: () => '/building/figures', seen: NEIGHBOURS },
	'/(home)/building/roles': { at: () => '/building/roles', seen: NEIGHBOURS },
	'/(home)/building/log': { at: () => '/building/log', seen: NEIGHBOURS },
	'/(home)/building/webhook': {
		at: () => '/building/webhook',
		seen: STEWARD,
		actions: { set: steward(), drop: steward() },
	},
	'/(home)/building/posters': {
		at: () => '/building/posters',
		seen: STEWARD,
		actions: { replace: { known: ['steward'], last: 1 } },
	},
	'/(home)/buildings': {
		at: () => '/buildings',
		seen: { ...STEWARD, steward: 'not found', operator: 'page' },
		actions: { default: { sent: { building: '' }, known: ['operator'] } },
	},
};
