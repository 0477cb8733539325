import { SETUP_TOKEN } from '../stairwell.ts';
import { ALL, EVERYBODY, type Rows, type SeenBy } from './kinds.ts';

const AT_THE_DOOR: SeenBy = { ...ALL('elsewhere'), nobody: 'page', former: 'page' };

/** Whoever lives in another building reads the link and can do nothing with it. */
const NOT_NEXT_DOOR = EVERYBODY.filter((kind) => kind !== 'stranger');

/** What can be opened without an account, and what belongs to no room. Forms here are sent empty: known is who is told what is missing. */
export const door: Rows = {
	'/(door)/sign-in': { at: () => '/sign-in', seen: AT_THE_DOOR, actions: { default: { known: EVERYBODY } } },
	'/(door)/sign-in/passkey': {
		at: () => '/sign-in/passkey',
		seen: AT_THE_DOOR,
		actions: { default: { known: EVERYBODY } },
	},
	'/(door)/sign-out': {
		at: () => '/sign-out',
		seen: { ...ALL('page'), nobody: 'elsewhere', former: 'elsewhere' },
		actions: { default: { known: EVERYBODY, last: 2 } },
	},
	'/(door)/setup/[token]': {
		at: () => `/setup/${SETUP_TOKEN}`,
		seen: ALL('not found'),
		actions: { default: { known: [] } },
	},
	'/(door)/join/[code]': {
		at: ({ joinCode }) => `/join/${joinCode}`,
		seen: ALL('page'),
		actions: { default: { known: EVERYBODY } },
	},
	'/(door)/enter/[code]': {
		at: () => '/enter/nobody-has-this-code',
		seen: ALL('page'),
		actions: { default: { known: EVERYBODY } },
	},
	'/(door)/mail/[token]': {
		at: () => '/mail/nobodys-token',
		seen: ALL('not found'),
		actions: { default: { known: [] } },
	},
	'/(door)/privacy': { at: () => '/privacy', seen: ALL('page') },
	'/(door)/s/[code]': {
		at: ({ share }) => share,
		seen: ALL('page'),
		actions: { default: { known: NOT_NEXT_DOOR } },
	},
	'/(door)/s/[code]/photo/[id]': { at: ({ share, photo }) => `${share}/photo/${photo}`, seen: ALL('bytes') },
	'/(door)/s/[code]/group-buy': {
		at: ({ buyShare }) => `${buyShare}/group-buy`,
		seen: ALL('page'),
		actions: { default: { known: NOT_NEXT_DOOR } },
	},
	'/(door)/c/[code]': {
		at: ({ cornerCode }) => cornerCode,
		seen: ALL('page'),
		actions: { take: { known: EVERYBODY }, undo: { sent: { movement: '999999' }, known: [] } },
	},
	'/(door)/c/[code]/photo/[id]': {
		at: ({ cornerCode, cornerPhoto }) => `${cornerCode}/photo/${cornerPhoto}`,
		seen: ALL('bytes'),
	},
	'/(door)/group-buys/join/[code]': {
		at: ({ invitation }) => invitation,
		seen: ALL('page'),
		actions: {
			accept: { known: [], door: true },
			decline: { known: [], door: true },
			order: { known: EVERYBODY },
			paste: { sent: { do: 'read' }, known: EVERYBODY },
		},
	},
	'/photos/[id]': {
		at: ({ photo }) => `/photos/${photo}`,
		seen: { ...ALL('bytes'), nobody: 'door', former: 'door', stranger: 'not found' },
	},
	'/events': { at: () => '/events', seen: { ...ALL('bytes'), nobody: 'door', former: 'door' } },
	'/push/subscription': {
		at: () => '/push/subscription',
		seen: { ...ALL('bytes'), nobody: 'door', former: 'door' },
		methods: {
			// Sent without keys: whoever is signed in is told so.
			POST: { json: { endpoint: 'x' }, seen: { ...ALL('refused'), nobody: 'door', former: 'door' } },
			DELETE: { json: { endpoint: 'x' }, seen: { ...ALL('bytes'), nobody: 'door', former: 'door' } },
		},
	},
	'/size': {
		at: () => '/size',
		seen: ALL('refused'),
		methods: { POST: { form: {}, seen: ALL('elsewhere') } },
	},
	'/locale': {
		at: () => '/locale',
		seen: ALL('refused'),
		methods: { POST: { form: {}, seen: ALL('elsewhere') } },
	},
	'/share': {
		at: () => '/share',
		seen: ALL('elsewhere'),
		methods: { POST: { form: {}, seen: ALL('elsewhere') } },
	},
	'/manifest.webmanifest': { at: () => '/manifest.webmanifest', seen: ALL('bytes') },
	'/healthz': { at: () => '/healthz', seen: ALL('bytes') },
};
