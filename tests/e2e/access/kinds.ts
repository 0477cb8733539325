import type { Visitor } from '../visitor.ts';

export const KINDS = [
	'nobody',
	'newcomer',
	'stranger',
	'former',
	'relative',
	'neighbour',
	'poster',
	'volunteer',
	'steward',
	'operator',
] as const;
/** `stranger`: a neighbour of another building. `poster`: a neighbour whose post, group buy and invitation the others meet. */
export type Kind = (typeof KINDS)[number];
export type People = Record<Kind, Visitor>;

/** What an answer means to whoever asked. `door`: shown the way to the door. */
export type Seen = 'page' | 'door' | 'not found' | 'refused' | 'elsewhere' | 'bytes';
export type SeenBy = Record<Kind, Seen>;

/** What stands in the building while the table is walked. */
export type Things = {
	people: People;
	listing: string;
	handover: string;
	photo: string;
	/** `/s/…` of the listing, and of the group buy. */
	share: string;
	buyShare: string;
	joinCode: string;
	buy: string;
	draft: string;
	invitation: string;
	corner: string;
	/** `/c/…` */
	cornerCode: string;
	cornerPhoto: string;
	picture: Blob;
};

type Fields = Record<string, string | Blob>;
type Filled = Fields | ((things: Things) => Fields);
/** An action: what is sent, and for whom it exists – done, or refused for what was sent. For all others it is not there, but
 * the way to the door for those whom nobody knows, at home or where `door` says so. `last`: it ends something. */
export type Act = { sent?: Filled; known: readonly Kind[]; last?: 1 | 2; door?: true };
/** A method of an endpoint: a body as JSON or form, and what everybody sees. */
export type Ask = { json?: unknown; form?: Record<string, string>; seen: SeenBy };

export type Row = {
	at: (things: Things) => string;
	/** As a page, or – where there is none – as the GET of an endpoint. */
	seen: SeenBy;
	/** As JSON, where that is not what follows from the page: a page is bytes, the way to the door 401. */
	json?: SeenBy;
	actions?: Record<string, Act>;
	methods?: Record<string, Ask>;
};
export type Rows = Record<string, Row>;

export const ALL = (seen: Seen) => Object.fromEntries(KINDS.map((kind) => [kind, seen])) as SeenBy;
export const SIGNED_IN: SeenBy = { ...ALL('page'), nobody: 'door', former: 'door' };
export const NOBODYS: SeenBy = { ...ALL('not found'), nobody: 'door', former: 'door' };
export const STEWARD: SeenBy = { ...NOBODYS, steward: 'page' };
export const HELPERS: SeenBy = { ...STEWARD, volunteer: 'page' };
/** The desk of a group buy and what hangs on it: the organiser's alone. */
export const ORGANISER: SeenBy = { ...NOBODYS, poster: 'page' };
/** One thing of this building; a post that its newcomer may see too. */
export const IN_BUILDING: SeenBy = { ...SIGNED_IN, stranger: 'not found' };
/** For those who live here; a neighbour of another building finds their own. */
export const NEIGHBOURS: SeenBy = { ...SIGNED_IN, newcomer: 'not found', relative: 'not found' };
export const TWO_SIDES: SeenBy = {
	...NOBODYS,
	poster: 'page',
	neighbour: 'page',
	relative: 'page',
	steward: 'page',
};

export const EVERYBODY = KINDS;
export const INSIDE = KINDS.filter((kind) => !['nobody', 'former', 'stranger'].includes(kind));
export const SIGNED = KINDS.filter((kind) => !['nobody', 'former'].includes(kind));
export const LIVING: Kind[] = ['neighbour', 'poster', 'volunteer', 'steward', 'operator'];
export const TWO: Kind[] = ['poster', 'neighbour', 'relative', 'steward'];
/** A thing that nobody has: whoever it might belong to is answered as if it were another's. */
export const NO_ID = '00000000-0000-4000-8000-000000000000';
