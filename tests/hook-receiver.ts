import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HookReceiver {
	/** `host:port`, to be allowed by STAIRWELL_PUSH_HOSTS. */
	host: string;
	url: string;
	received: { path: string; body: Record<string, unknown> }[];
	/** Status and body of what it answers next; 200 and a robot's yes when absent. */
	answer(next: () => { status?: number; body?: unknown; headers?: Record<string, string> }): void;
	close(): Promise<void>;
}

/** A group's robot, or a program, on this machine. */
export async function startHookReceiver(): Promise<HookReceiver> {
	const received: HookReceiver['received'] = [];
	let next: Parameters<HookReceiver['answer']>[0] = () => ({});
	const server = createServer((request, response) => {
		let said = '';
		request.setEncoding('utf8');
		request.on('data', (chunk: string) => (said += chunk));
		request.on('end', () => {
			received.push({ path: request.url ?? '', body: JSON.parse(said) as Record<string, unknown> });
			const { status = 200, body = { errcode: 0, code: 0 }, headers = {} } = next();
			response
				.writeHead(status, { 'content-type': 'application/json', ...headers })
				.end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		host,
		url: `http://${host}/hook?key=secret`,
		received,
		answer: (decide) => (next = decide),
		close: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
}
