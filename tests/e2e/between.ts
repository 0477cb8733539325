import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { afterAll, beforeAll } from 'vitest';
import { freePort } from './process.ts';

/** `open` passes everything on, `away` answers as a proxy whose server is gone, `silent` passes on and lets no answer back. */
type State = 'open' | 'away' | 'silent';

/** What stands between a phone and the server, as Caddy does. Its address goes into `env`, so that the app knows itself by it. */
export function useBetween(env: Record<string, string>, port: () => number): { state: State } {
	const between: { state: State } = { state: 'open' };
	const server = createServer((asked, answer) => {
		if (between.state === 'away') {
			answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
			return;
		}
		const { method, url, headers } = asked;
		const passed = request({ host: '127.0.0.1', port: port(), method, path: url, headers }, (came) => {
			if (between.state === 'silent') return came.resume();
			answer.writeHead(came.statusCode ?? 502, came.headers);
			return came.pipe(answer);
		});
		passed.on('error', () => answer.destroy());
		asked.on('error', () => passed.destroy());
		asked.pipe(passed);
	});
	beforeAll(async () => {
		const own = await freePort();
		env.ORIGIN = `http://127.0.0.1:${own}`;
		server.listen(own, '127.0.0.1');
		await once(server, 'listening');
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});
	return between;
}
