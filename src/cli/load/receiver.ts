import { type ChildProcess, spawn } from 'node:child_process';
import { createECDH, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A push service that takes everything and says nothing: it says on which port it listens, in a process of its own. */
const SERVICE = `
	const server = require('node:http').createServer((request, response) => {
		request.resume();
		request.on('end', () => response.writeHead(201).end());
	});
	server.keepAliveTimeout = 60000;
	server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

export class Receiver {
	private constructor(
		private readonly child: ChildProcess,
		/** `host:port`, as STAIRWELL_PUSH_HOSTS names it. */
		readonly host: string,
	) {}

	static async start(): Promise<Receiver> {
		const child = spawn(process.execPath, ['-e', SERVICE], { stdio: ['ignore', 'pipe', 'inherit'] });
		const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
		return new Receiver(child, `127.0.0.1:${port}`);
	}

	endpoint(name: string): string {
		return `http://${this.host}/${name}`;
	}

	stop(): void {
		this.child.kill();
	}
}

/** What a browser's subscription says of itself, as in `PushSubscription.toJSON()`. */
export function subscriptionKeys(): { p256dh: string; auth: string } {
	return {
		p256dh: createECDH('prime256v1').generateKeys('base64url'),
		auth: randomBytes(16).toString('base64url'),
	};
}
