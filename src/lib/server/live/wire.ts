/** What one process tells the others: the numbers of a listing, shelf or group buy, somebody's inbox, or the sessions have changed. */
export type Heard = {
	listings: Set<string>;
	corners: Set<string>;
	groupBuys: Set<string>;
	people: Set<string>;
	sessions: boolean;
};

export function nothing(): Heard {
	return {
		listings: new Set(),
		corners: new Set(),
		groupBuys: new Set(),
		people: new Set(),
		sessions: false,
	};
}

export function isNothing({ listings, corners, groupBuys, people, sessions }: Heard): boolean {
	return listings.size + corners.size + groupBuys.size + people.size === 0 && !sessions;
}

export function add(to: Heard, more: Heard): void {
	for (const id of more.listings) to.listings.add(id);
	for (const id of more.corners) to.corners.add(id);
	for (const id of more.groupBuys) to.groupBuys.add(id);
	for (const id of more.people) to.people.add(id);
	to.sessions ||= more.sessions;
}

/** PostgreSQL refuses a payload of 8000 bytes or more (documentation of NOTIFY). */
const MOST = 7900;

/** As few payloads as hold it all: `l`, `c`, `g` or `p` and an id, `s`, separated by commas. */
export function write(heard: Heard): string[] {
	const words = [
		...[...heard.listings].map((id) => `l${id}`),
		...[...heard.corners].map((id) => `c${id}`),
		...[...heard.groupBuys].map((id) => `g${id}`),
		...[...heard.people].map((id) => `p${id}`),
	];
	if (heard.sessions) words.push('s');
	const payloads: string[] = [];
	let payload = '';
	for (const word of words) {
		if (payload.length + word.length + 1 > MOST) {
			payloads.push(payload);
			payload = '';
		}
		payload += payload === '' ? word : `,${word}`;
	}
	return payload === '' ? payloads : [...payloads, payload];
}

export function read(payload: string): Heard {
	const heard = nothing();
	for (const word of payload.split(',')) {
		const id = word.slice(1);
		if (word[0] === 'l') heard.listings.add(id);
		else if (word[0] === 'c') heard.corners.add(id);
		else if (word[0] === 'g') heard.groupBuys.add(id);
		else if (word[0] === 'p') heard.people.add(id);
		else if (word === 's') heard.sessions = true;
	}
	return heard;
}
