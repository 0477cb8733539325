import { ALL, LIVING, SIGNED, SIGNED_IN, type Act, type Rows } from './kinds.ts';

/** One's own things: there for everybody who is signed in, whoever they are, and always their own. */
const own = (sent: Record<string, string> = {}): Act => ({ sent, known: SIGNED });
const page = (rest: string): Rows[string] => ({ at: () => `/me${rest}`, seen: SIGNED_IN });

export const me: Rows = {
	'/(home)/inbox': { at: () => '/inbox', seen: SIGNED_IN, actions: { read: own({ id: 'x' }) } },
	'/(home)/me': page(''),
	'/(home)/me/devices': {
		...page('/devices'),
		actions: { add: own({ key: '' }), close: own({ device: 'x' }), others: { ...own(), last: 1 } },
	},
	'/(home)/me/export': page('/export'),
	'/(home)/me/export.json': {
		at: () => '/me/export.json',
		seen: { ...ALL('bytes'), nobody: 'door', former: 'door' },
	},
	'/(home)/me/handovers': page('/handovers'),
	'/(home)/me/household': {
		...page('/household'),
		actions: {
			save: own({ people: 'x' }),
			invite: { known: ['stranger', ...LIVING] },
			move: { sent: { door: 'x' }, known: ['stranger', ...LIVING] },
		},
	},
	'/(home)/me/install': page('/install'),
	'/(home)/me/leave': { ...page('/leave'), actions: { default: own() } },
	'/(home)/me/login': { ...page('/login'), actions: { default: own() } },
	'/(home)/me/notifications': {
		...page('/notifications'),
		actions: {
			test: own(),
			topic: own({ topic: 'x' }),
			level: own({ level: 'x' }),
			quiet: own({ from: 'x' }),
			// This installation sends no mail.
			mail: { sent: { address: 'x' }, known: [] },
			mailWants: own({ wants: 'x' }),
			mailOff: own(),
			remove: own({ device: 'x' }),
		},
	},
	'/(home)/me/passkeys': { ...page('/passkeys'), actions: { add: own(), remove: own({ passkey: 'x' }) } },
	'/(home)/me/return-code': {
		...page('/return-code'),
		actions: { renew: own({ key: '' }), written: own({ key: '' }) },
	},
};
