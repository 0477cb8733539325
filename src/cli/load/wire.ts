import { connect, type Socket } from 'node:net';

export type Answer = { status: number; head: string; body: Buffer };

const HEAD_END = Buffer.from('\r\n\r\n');
const LINE_END = Buffer.from('\r\n');

/**
 * One kept-alive connection, one request at a time, as little work as possible: whoever measures a server on the same
 * machine must not be what is measured. Knows only what our own server answers (a length, or chunks).
 */
export class Wire {
	private socket: Socket | undefined;
	private got: Buffer = Buffer.alloc(0);
	private waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;

	constructor(
		private readonly port: number,
		private readonly host = '127.0.0.1',
	) {}

	/** `text` is the whole request, written by `request()`. Rejects when the connection is lost before the answer is whole. */
	send(text: string): Promise<Answer> {
		return new Promise((resolve, reject) => {
			this.waiting = { resolve, reject };
			this.socket ??= this.open();
			this.socket.write(text);
		});
	}

	/** Connects without asking anything yet. */
	ready(): Promise<void> {
		const socket = (this.socket ??= this.open());
		return socket.connecting
			? new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
			: Promise.resolve();
	}

	close(): void {
		this.socket?.destroy();
	}

	private open(): Socket {
		const socket = connect({ port: this.port, host: this.host, noDelay: true });
		socket.on('data', (chunk: Buffer) => this.read(chunk));
		socket.on('error', (error) => this.lost(socket, error));
		socket.on('close', () => this.lost(socket, new Error('the connection was closed')));
		return socket;
	}

	private lost(socket: Socket, error: Error): void {
		if (socket !== this.socket) return;
		this.socket = undefined;
		this.got = Buffer.alloc(0);
		const waiting = this.waiting;
		this.waiting = undefined;
		waiting?.reject(error);
	}

	private read(chunk: Buffer): void {
		this.got = this.got.length === 0 ? chunk : Buffer.concat([this.got, chunk]);
		const answer = parse(this.got);
		if (!answer) return;
		this.got = Buffer.alloc(0);
		const waiting = this.waiting;
		this.waiting = undefined;
		waiting?.resolve(answer);
	}
}

/** Null while something is still to come. */
function parse(bytes: Buffer): Answer | null {
	const end = bytes.indexOf(HEAD_END);
	if (end === -1) return null;
	const head = bytes.toString('latin1', 0, end);
	const status = Number(head.slice(9, 12));
	const rest = bytes.subarray(end + HEAD_END.length);
	if (/\r\ntransfer-encoding: chunked/i.test(head)) {
		const body = dechunk(rest);
		return body && { status, head, body };
	}
	const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
	return rest.length < length ? null : { status, head, body: rest.subarray(0, length) };
}

function dechunk(bytes: Buffer): Buffer | null {
	const parts: Buffer[] = [];
	for (let at = 0; ;) {
		const line = bytes.indexOf(LINE_END, at);
		if (line === -1) return null;
		const size = parseInt(bytes.toString('latin1', at, line), 16);
		const from = line + LINE_END.length;
		if (bytes.length < from + size + LINE_END.length) return null;
		if (size === 0) return Buffer.concat(parts);
		parts.push(bytes.subarray(from, from + size));
		at = from + size + LINE_END.length;
	}
}

/** A whole request as text. */
export function request(method: string, path: string, headers: Record<string, string>, body = ''): string {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	const length = method === 'GET' ? '' : `content-length: ${Buffer.byteLength(body)}\r\n`;
	return `${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}\r\n${body}`;
}
