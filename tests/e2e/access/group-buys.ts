import {
	IN_BUILDING,
	INSIDE,
	LIVING,
	NEIGHBOURS,
	NO_ID,
	ORGANISER,
	SIGNED_IN,
	type Act,
	type Rows,
} from './kinds.ts';

const FILE = { ...ORGANISER, poster: 'bytes' as const };
const at = (rest: string): Rows[string] => ({
	at: ({ buy }) => `/group-buys/${buy}/${rest}`,
	seen: ORGANISER,
});
const file = (rest: string): Rows[string] => ({ at: ({ buy }) => `/group-buys/${buy}/${rest}`, seen: FILE });
/** Whatever is sent to the desk: the organiser is told what was wrong with it, to all others there is no desk. */
const desk = (sent: Record<string, string> = {}): Act => ({ sent, known: ['poster'] });
const reason = { reason: 'x' };
const menu = { title: 'x', 'lines.0.title': 'x', 'lines.0.price': '1' };

export const groupBuys: Rows = {
	'/(home)/group-buys': { at: () => '/group-buys', seen: SIGNED_IN },
	'/(home)/group-buys/new': {
		at: () => '/group-buys/new',
		seen: NEIGHBOURS,
		actions: { default: { known: ['stranger', ...LIVING] } },
	},
	'/(home)/group-buys/[id]': {
		at: ({ buy }) => `/group-buys/${buy}`,
		seen: IN_BUILDING,
		actions: {
			order: { sent: { [`lines.${NO_ID}.quantity`]: '1' }, known: INSIDE },
			withdraw: { known: INSIDE },
			paid: { sent: { amount: '1' }, known: INSIDE },
			problem: { sent: { line: NO_ID, quantity: '1', note: 'x' }, known: INSIDE },
			confirm: { sent: { payment: NO_ID, answer: 'yes' }, known: ['poster'] },
			sign: { known: ['neighbour', 'relative'] },
			comment: { sent: { text: 'x' }, known: INSIDE },
			share: { known: LIVING },
			take_over: { sent: { answer: 'yes' }, known: [] },
		},
	},
	'/(home)/group-buys/[id]/manage': {
		...at('manage'),
		actions: {
			edit: desk({ title: 'x' }),
			photo: { sent: ({ picture }) => ({ line: NO_ID, photo: picture }), known: ['poster'] },
			payment: desk({ payment: 'x' }),
			open: desk(reason),
			lock: desk(reason),
			reopen: desk(reason),
			ordered: desk(reason),
			arrived: desk(reason),
			allocate: desk(reason),
			pickup: desk(reason),
			cancel: desk(reason),
			fail: desk(reason),
			approve: { known: [] },
			extend: desk({ closesAt: '2030-01-01T10:00' }),
			ask: desk(reason),
			share: { known: LIVING },
			packed: desk({ order: NO_ID }),
			call: desk(reason),
			recall: desk({ order: NO_ID }),
			skip: desk({ order: NO_ID }),
			collected: desk({ order: NO_ID }),
			left: desk({ order: NO_ID }),
			confirm: desk({ payments: NO_ID }),
			reject: desk({ payment: NO_ID, reason: 'x' }),
			refund: desk({ order: NO_ID, amount: '1', reason: 'x' }),
			carry: desk({ order: NO_ID, reason: 'x' }),
			write_off: desk({ order: NO_ID, amount: '1', reason: 'x' }),
			advance: desk({ resident: NO_ID, amount: '1' }),
			repay: desk({ resident: NO_ID, amount: '1' }),
			supplier: desk({ amount: '1' }),
			side_paid: desk({ side: NO_ID, amount: '1' }),
			remind: desk(reason),
			resolve: desk({ problem: NO_ID, answer: 'x' }),
			invite: desk({ name: 'x' }),
			helper: desk({ resident: NO_ID, task: 'packing' }),
			hand_over: desk({ resident: NO_ID }),
			paste: desk({ text: 'x', do: 'read' }),
			settle: { ...desk(reason), last: 1 },
			unsettle: { ...desk(reason), last: 1 },
		},
	},
	'/(home)/group-buys/[id]/edit': {
		at: ({ draft }) => `/group-buys/${draft}/edit`,
		seen: ORGANISER,
		actions: { default: { sent: menu, known: ['poster'] } },
	},
	'/(home)/group-buys/[id]/calling': at('calling'),
	'/(home)/group-buys/[id]/packing': at('packing'),
	'/(home)/group-buys/[id]/supplier': at('supplier'),
	'/(home)/group-buys/[id]/packing.csv': file('packing.csv'),
	'/(home)/group-buys/[id]/packing.xlsx': file('packing.xlsx'),
	'/(home)/group-buys/[id]/payments.csv': file('payments.csv'),
	'/(home)/group-buys/[id]/supplier.csv': file('supplier.csv'),
	'/(home)/group-buys/[id]/supplier.txt': file('supplier.txt'),
	'/(home)/group-buys/[id]/supplier.xlsx': file('supplier.xlsx'),
};
