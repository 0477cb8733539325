/** Whose phones can open an address: everybody's, those of the same house network, or only the machine itself. */
export type Openable = 'anywhere' | 'same_network' | 'this_machine';

const PRIVATE =
	/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;

/** What a poster that shows this origin would be good for. */
export function openableFrom(origin: string): Openable {
	const host = new URL(origin).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
	if (host === 'localhost' || host.endsWith('.localhost') || /^127\./.test(host)) return 'this_machine';
	if (host === '::1' || host === '::' || host === '0.0.0.0') return 'this_machine';
	if (PRIVATE.test(host) || /^(fe[89ab]|f[cd])[0-9a-f]{0,2}:/i.test(host)) return 'same_network';
	// Names without a dot and .local ones are known to some machines of one network at most.
	const named = !host.includes(':');
	if (named && (!host.includes('.') || /\.(local|lan|home|internal|home\.arpa)$/.test(host)))
		return 'same_network';
	return 'anywhere';
}
