import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A mail as the server of this test got it. */
export interface ReceivedMail {
	to: string;
	from: string;
	/** Headers and body, decoded. */
	text: string;
	messageId: string;
}

export interface MailServer {
	/** For STAIRWELL_SMTP. */
	url: string;
	received: ReceivedMail[];
	/** What is answered to the next recipients: 250 when absent; 0 hangs up. */
	answer(status: () => number): void;
	close(): Promise<void>;
}

/** A mail server on this machine (RFC 5321), as much of it as a client that only delivers needs. */
export async function startMailServer(): Promise<MailServer> {
	const received: ReceivedMail[] = [];
	let status: () => number = () => 250;
	const open = new Set<Socket>();
	const server = createServer((socket) => {
		open.add(socket);
		socket.on('close', () => open.delete(socket));
		socket.on('error', () => socket.destroy());
		talk(socket);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;

	function talk(socket: Socket): void {
		let buffer = '';
		let data: string | null = null;
		let [from, to] = ['', ''];
		const say = (line: string): void => void socket.write(`${line}\r\n`);
		say('220 test');
		socket.setEncoding('utf8');
		socket.on('data', (chunk: string) => {
			buffer += chunk;
			for (let end = buffer.indexOf('\r\n'); end !== -1; end = buffer.indexOf('\r\n')) {
				const line = buffer.slice(0, end);
				buffer = buffer.slice(end + 2);
				if (data !== null) {
					if (line !== '.') data += `${line}\r\n`;
					else {
						received.push(understand(data, from, to));
						data = null;
						say('250 kept');
					}
				} else if (/^EHLO/i.test(line)) say('250 test');
				else if (/^MAIL FROM:/i.test(line)) [from] = [inAngles(line), say('250 ok')];
				else if (/^RCPT TO:/i.test(line)) {
					to = inAngles(line);
					const code = status();
					if (code === 0) socket.destroy();
					else say(`${code} answered`);
				} else if (/^DATA/i.test(line)) [data] = ['', say('354 go on')];
				else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
				else say('250 ok');
			}
		});
	}

	return {
		url: `smtp://127.0.0.1:${port}?from=lou@example.org`,
		received,
		answer: (next) => (status = next),
		close: () => {
			for (const socket of open) socket.destroy();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
}

const inAngles = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';

function understand(data: string, from: string, to: string): ReceivedMail {
	const [head = '', ...rest] = data.split('\r\n\r\n');
	const headers = head.replace(/\r\n[ \t]+/g, ' ');
	const body = rest.join('\r\n\r\n');
	const encoding = /^content-transfer-encoding: *(\S+)/im.exec(headers)?.[1]?.toLowerCase();
	const messageId = /^message-id: *(\S+)/im.exec(headers)?.[1] ?? '';
	return { from, to, messageId, text: `${decodeWords(headers)}\n\n${decode(body, encoding)}` };
}

function decode(body: string, encoding: string | undefined): string {
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
	if (encoding !== 'quoted-printable') return body;
	const joined = body.replace(/=\r\n/g, '');
	return Buffer.from(
		joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	).toString();
}

/** Encoded words of headers (RFC 2047). */
function decodeWords(headers: string): string {
	return headers
		.replace(/\?= +=\?/g, '?==?')
		.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
			kind.toLowerCase() === 'b'
				? Buffer.from(text, 'base64').toString()
				: decode(text.replace(/_/g, ' '), 'quoted-printable'),
		);
}
