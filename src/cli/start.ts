import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerOptions,
	type ServerResponse,
} from 'node:http';
import { type Env, readEnv, tellAdapter } from '#lib/server/env.ts';
import { stopPhase } from '#lib/server/lifecycle.ts';
import { log } from '#lib/server/log.ts';
import { isStartRefusal, StartRefusal } from '#lib/server/start-refusal.ts';

const SECOND = 1000;
const LAST_REQUESTS = 25 * SECOND;
const DATABASE = 40 * SECOND;

// A slow phone may take minutes for its photos, as long as bytes keep coming; headers come at once or not at all.
const patience: ServerOptions = {
	headersTimeout: 20 * SECOND,
	requestTimeout: 15 * 60 * SECOND,
	// Longer than the minute for which proxies keep a connection, or they would now and then meet a closed one.
	keepAliveTimeout: 65 * SECOND,
	connectionsCheckingInterval: 5 * SECOND,
};
/** Without a byte in either direction; event streams say something more often than this. */
const SILENCE = 120 * SECOND;

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

// Heard from the first moment on: a stop asked for while the database starts must not leave it running.
const stopAsked = new Promise<NodeJS.Signals>((resolve) => {
	let first = 0;
	const onSignal = (signal: NodeJS.Signals): void => {
		first ||= Date.now();
		// Ctrl-C under npm arrives twice at once, from the terminal and from npm; a person who means it is slower.
		if (Date.now() - first > SECOND / 2) process.exit(1);
		resolve(signal);
	};
	process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
});

// A promise nobody waited for, somewhere in a library, is no reason to close the house to everybody.
process.on('unhandledRejection', (error) => log.error('a failure nobody waited for', { error }));

// postgres.js 3.4.9 writes to a connection that was just lost (connection.js, nextWrite) and throws where nobody can
// catch it. Its queries are refused and the pool connects anew, so that alone is no reason to end; all else is.
process.on('uncaughtException', (error) => {
	const lost = error instanceof TypeError && /postgres\/src\/connection\.js/.test(error.stack ?? '');
	log.error(lost ? 'a write to a lost database connection' : 'a failure nobody caught', { error });
	if (!lost) process.exit(1);
});

try {
	const env = readEnv();
	tellAdapter(env);
	const server = createServer(patience, answerWith(await loadHandler()));
	server.setTimeout(SILENCE);
	await listen(server, env);
	process.stdout.write(`Stairwell is open at ${env.origin} (listening on ${env.host}:${env.port})\n`);
	log.info('stopping', { signal: await stopAsked });
	await close(server);
	process.exit(0);
} catch (error) {
	if (isStartRefusal(error)) process.stderr.write(`${error.message}\n`);
	else log.error('Stairwell cannot start', { error });
	await stopPhase('work');
	await stopPhase('database', DATABASE);
	process.exit(1);
}

/** The built application. It opens the database while it loads, so that the first answer finds everything ready. */
async function loadHandler(): Promise<Handler> {
	const address = new URL('../handler.js', import.meta.url).href;
	const { handler } = (await import(/* @vite-ignore */ address)) as { handler: Handler };
	return handler;
}

function answerWith(handler: Handler): RequestListener {
	return async (request, response) => {
		try {
			await handler(request, response, () => response.writeHead(404).end());
		} catch (error) {
			// Kit answers for the app's own errors; this is what fails around it, such as a stream cut in half.
			log.error('a request failed outside the app', { error });
			if (response.headersSent) response.destroy();
			else response.writeHead(500).end();
		}
	};
}

function listen(server: Server, env: Env): Promise<void> {
	return new Promise((resolve, reject) => {
		server.on('error', (error) => {
			// Once it listens: a connection could not be taken, as with too many open files. It goes on.
			if (server.listening) log.error('the server failed to take a connection', { error });
			else reject(explain(error, env));
		});
		server.listen(env.port, env.host, resolve);
	});
}

function explain(error: NodeJS.ErrnoException, { host, port }: Env): Error {
	const reason = {
		EADDRINUSE: 'another program listens there already',
		EACCES: 'this user may not listen on that port',
		EADDRNOTAVAIL: 'this machine has no such address',
		ENOTFOUND: 'there is no such host',
	}[error.code ?? ''];
	return reason
		? new StartRefusal(`Stairwell cannot listen on ${host}:${port}: ${reason}. Set PORT or HOST.`)
		: error;
}

/** Ends event streams, lets requests finish, then stops what works for them: so nothing that was begun is cut off. */
async function close(server: Server): Promise<void> {
	const closed = new Promise((resolve) => server.close(resolve));
	await stopPhase('streams');
	// Kept-alive connections become idle one by one as their last answer goes out.
	const sweep = setInterval(() => server.closeIdleConnections(), 50);
	const cut = setTimeout(() => {
		log.warn('some requests did not finish in time and are cut off', { limit: LAST_REQUESTS });
		server.closeAllConnections();
	}, LAST_REQUESTS);
	await closed;
	clearInterval(sweep);
	clearTimeout(cut);
	await stopPhase('work');
	await stopPhase('database', DATABASE);
}
