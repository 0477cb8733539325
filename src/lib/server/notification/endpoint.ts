import { BlockList, isIP } from 'node:net';

/** The push services of the browsers: Chrome and most Androids, Firefox, Edge, Safari. */
const KNOWN = ['fcm.googleapis.com', 'updates.push.services.mozilla.com', 'web.push.apple.com'];
const KNOWN_BELOW = ['.push.services.mozilla.com', '.notify.windows.com', '.push.apple.com'];

export const ENDPOINT_LENGTH = 2048;

/**
 * The address of a push service that we are willing to send to, or null. A browser tells us this address, so anybody
 * can: without this guard they would have our server knock at doors of their choice (SSRF).
 * `allowed`: further `host:port` (STAIRWELL_PUSH_HOSTS), which may speak plain http on this very machine.
 */
export function readEndpoint(typed: string, allowed: readonly string[]): URL | null {
	if (typed.length > ENDPOINT_LENGTH || !URL.canParse(typed)) return null;
	const url = new URL(typed);
	if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
	if (isAllowed(url, allowed)) return url;
	// The default port is never written in `port`; a literal address is never among the known.
	const known = KNOWN.includes(url.hostname) || KNOWN_BELOW.some((end) => url.hostname.endsWith(end));
	return url.protocol === 'https:' && url.port === '' && known ? url : null;
}

/** Did the operator name this host and port? Plain http only stays on this machine. */
export function isAllowed(url: URL, allowed: readonly string[]): boolean {
	const port = url.port || (url.protocol === 'https:' ? '443' : '80');
	const named =
		allowed.includes(`${url.hostname}:${port}`) || (port === '443' && allowed.includes(url.hostname));
	if (!named) return false;
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackName(url.hostname));
}

function isLoopbackName(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

const closed = new BlockList();
// IANA special-purpose address registries (RFC 6890): nothing in them is a push service on the internet.
for (const [net, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 4],
	['240.0.0.0', 4],
] as const)
	closed.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
	['::', 96],
	['64:ff9b:1::', 48],
	['100::', 64],
	['2001::', 23],
	['2001:db8::', 32],
	['2002::', 16],
	['fc00::', 7],
	['fe80::', 10],
	['fec0::', 10],
	['ff00::', 8],
] as const)
	closed.addSubnet(net, bits, 'ipv6');

/** Is it an address on the open internet? Checked when a connection is made, so that a name cannot turn inwards later. */
export function isPublic(address: string): boolean {
	const family = isIP(address);
	if (family === 4) return !closed.check(address, 'ipv4');
	if (family !== 6) return false;
	const within = embedded(address);
	return within === null ? !closed.check(address, 'ipv6') : isPublic(within);
}

/** The IPv4 address within `::ffff:a.b.c.d` (mapped) and `64:ff9b::a.b.c.d` (NAT64, RFC 6052). */
function embedded(address: string): string | null {
	// The URL parser writes every IPv6 address in one shortest form, of hexadecimal groups only.
	const shortest = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1);
	const found = /^(?:::ffff:|64:ff9b::)(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/.exec(shortest);
	if (!found) return null;
	const [high, low] = [parseInt(found[1] ?? '0', 16), parseInt(found[2]!, 16)];
	return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
