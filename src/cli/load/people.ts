import { randomUUID } from 'node:crypto';
import { type Answer, request, Wire } from './wire.ts';

/** Kit's answer to a form sent by a script. */
export type Said = {
	type?: 'success' | 'redirect' | 'failure' | 'error';
	status: number;
	location?: string;
	/** Kit's own notation of what an action returned; see `codeOf`. */
	data?: string;
	error?: { code: string; message: string; id?: string };
};

/** Somebody at a browser: a connection and a cookie, through the same door as everybody. */
export class Person {
	cookie = '';
	readonly wire: Wire;
	private readonly host: string;

	constructor(readonly port: number) {
		this.host = `localhost:${port}`;
		this.wire = new Wire(port);
	}

	/** The same person over a new connection. */
	again(): Person {
		const again = new Person(this.port);
		again.cookie = this.cookie;
		return again;
	}

	get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
		return this.wire.send(this.asks(path, headers));
	}

	/** A GET as it goes over the wire. */
	asks(path: string, headers: Record<string, string> = {}): string {
		return request('GET', path, {
			host: this.host,
			accept: 'application/json',
			...this.signedIn(),
			...headers,
		});
	}

	async json<T>(path: string): Promise<T> {
		const { status, body } = await this.get(path);
		if (status !== 200) throw new Error(`${path} answered ${status}: ${body.toString()}`);
		return JSON.parse(body.toString()) as T;
	}

	/** Sends a form; a key is made unless one is given. */
	async act(path: string, fields: Record<string, string | number> = {}): Promise<Said> {
		return this.read(await this.wire.send(this.sends(path, fields)));
	}

	/** A form as it goes over the wire. */
	sends(path: string, fields: Record<string, string | number>): string {
		const texts = Object.entries({ key: randomUUID(), ...fields }).map(([name, value]): [string, string] => [
			name,
			String(value),
		]);
		const headers = {
			host: this.host,
			origin: `http://${this.host}`,
			accept: 'application/json',
			'x-sveltekit-action': 'true',
			'content-type': 'application/x-www-form-urlencoded',
			...this.signedIn(),
		};
		return request('POST', path, headers, new URLSearchParams(texts).toString());
	}

	private signedIn(): Record<string, string> {
		return this.cookie === '' ? {} : { cookie: this.cookie };
	}

	private read({ status, head, body }: Answer): Said {
		const set = /\r\nset-cookie: (stairwell=[^;\r]+)/i.exec(head)?.[1];
		if (set) this.cookie = set;
		if (!head.includes('application/json'))
			throw new Error(`no JSON but ${status}: ${body.toString().slice(0, 300)}`);
		return JSON.parse(body.toString()) as Said;
	}
}

/** The code of a refusal: Kit flattens what an action returned into a list whose first item says where each field is. */
export function codeOf(said: Said): string {
	if (said.error) return said.error.code;
	const flat = JSON.parse(said.data ?? '[{}]') as [Record<string, number>, ...unknown[]];
	return String(flat[flat[0].code ?? -1] ?? `${said.type} ${said.status}`);
}

/** What was done; a refusal is thrown. */
export function done(said: Said): string {
	if (said.type === 'redirect' && said.location) return said.location;
	throw new Error(`refused: ${codeOf(said)}`);
}

export const idOf = (location: string): string => location.split('/').at(-1) ?? '';

export type Building = { steward: Person; joinCode: string };

/** The first run: a building of up to 99 doors a floor, and whoever set it up behind its first door. */
export async function setUpBuilding(port: number, token: string, floors: number): Promise<Building> {
	const steward = new Person(port);
	const fields = {
		community: '江汉里',
		building: '佳成大厦',
		doors: `101..${floors}99`,
		joining: 'by_code',
		name: '安 Ann',
		door: '101',
		login: 'ann',
		password: 'correct horse',
	};
	done(await steward.act(`/setup/${token}`, fields));
	const poster = await steward.get('/building/posters', { accept: 'text/html' });
	const joinCode = /\/join\/([\w-]{20,})/.exec(poster.body.toString())?.[1];
	if (!joinCode) throw new Error('the poster shows no code to join by');
	return { steward, joinCode };
}

/** The n-th neighbour, alone behind a door of their own and so let in at once. */
export async function join({ joinCode, steward }: Building, n: number): Promise<Person> {
	const person = new Person(steward.port);
	const door = `${1 + Math.floor((n + 1) / 99)}${String(1 + ((n + 1) % 99)).padStart(2, '0')}`;
	done(await person.act(`/join/${joinCode}`, { name: `邻居 ${n}`, door }));
	return person;
}

export async function joinMany(building: Building, count: number): Promise<Person[]> {
	const people: Person[] = [];
	for (let from = 0; from < count; from += 20)
		people.push(
			...(await Promise.all(
				Array.from({ length: Math.min(20, count - from) }, (_, i) => join(building, from + i)),
			)),
		);
	return people;
}

/** Posts an offer; answers its id. */
export async function post(by: Person, fields: Record<string, string | number> = {}): Promise<string> {
	return idOf(
		done(
			await by.act('/listings/new', {
				direction: 'offer',
				category: 'food',
				title: '卷心菜',
				quantity: 3,
				...fields,
			}),
		),
	);
}

export function claim(
	by: Person,
	listing: string,
	fields: Record<string, string | number> = {},
): Promise<Said> {
	return by.act(`/listings/${listing}?/claim`, { quantity: 1, ...fields });
}
