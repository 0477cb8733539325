import { randomUUID } from 'node:crypto';
import { parse } from 'devalue';

type Fields = Record<string, string | number | Blob | Blob[]>;

export type Answer =
	| { type: 'success'; status: number; data: unknown; http: number }
	| { type: 'redirect'; status: number; location: string; http: number }
	| {
			type: 'failure';
			status: number;
			data: { code: string; message: string; field?: string; values: Record<string, string> };
			http: number;
	  }
	| { type: 'error'; error: { code: string; message: string; id?: string }; http: number };

/** A person as a script: cookies, forms in SvelteKit's own form, pages as JSON. */
export class Visitor {
	readonly cookies = new Map<string, string>();
	login = '';
	id = '';

	constructor(readonly origin: string) {}

	async fetch(
		path: string,
		init: RequestInit & { headers?: Record<string, string> } = {},
	): Promise<Response> {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(this.origin + path, {
			redirect: 'manual',
			...init,
			headers: { ...(cookie ? { cookie } : {}), ...init.headers },
		});
		for (const line of response.headers.getSetCookie()) {
			const [pair = ''] = line.split(';');
			const at = pair.indexOf('=');
			if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(pair.slice(0, at));
			else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
		}
		return response;
	}

	/** A page as a browser asks for it. */
	open(path: string, headers: Record<string, string> = {}): Promise<Response> {
		return this.fetch(path, { headers: { accept: 'text/html', ...headers } });
	}

	/** The same address as JSON; fails where it is not answered with 200. */
	async read<T>(path: string): Promise<T> {
		const response = await this.fetch(path, { headers: { accept: 'application/json' } });
		if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return (await response.json()) as T;
	}

	/** Sends a form with a key of its own, unless one is given. */
	async send(path: string, fields: Fields, key: string | null = randomUUID()): Promise<Answer> {
		const body = new FormData();
		if (key !== null) body.set('key', key);
		for (const [name, value] of Object.entries(fields))
			for (const one of Array.isArray(value) ? value : [value])
				if (one instanceof Blob) body.append(name, one, 'photo.jpg');
				else body.append(name, String(one));
		const response = await this.fetch(path, {
			method: 'POST',
			body,
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true', origin: this.origin },
		});
		const answer = (await response.json()) as Answer & { data?: string };
		if ('data' in answer && typeof answer.data === 'string') answer.data = parse(answer.data) as never;
		return { ...answer, http: response.status } as Answer;
	}
}

/** The redirect's last piece: the id of what was made. */
export function madeId(answer: Answer): string {
	if (answer.type !== 'redirect') throw new Error(`nothing was made: ${JSON.stringify(answer)}`);
	return answer.location.split('/').at(-1)!;
}
