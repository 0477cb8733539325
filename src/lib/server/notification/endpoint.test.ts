import { describe, expect, it } from 'vitest';
import { isPublic, readEndpoint } from './endpoint.ts';

const ALLOWED = ['127.0.0.1:4400', 'push.lan:8443', 'localhost:4401', '10.0.0.5:80', 'push.example'];

describe('where a push may be sent to', () => {
	it.each([
		'https://fcm.googleapis.com/fcm/send/abc:def',
		'https://fcm.googleapis.com:443/fcm/send/abc',
		'https://FCM.googleapis.com/fcm/send/abc',
		'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
		'https://eu.push.services.mozilla.com/wpush/v2/gAAA',
		'https://wns2-par02p.notify.windows.com/w/?token=BQYAAA%3d',
		'https://web.push.apple.com/QGuQyavXutnMH',
		'https://eu.web.push.apple.com/x',
	])('%s is a push service of a browser', (endpoint) => expect(readEndpoint(endpoint, [])).not.toBeNull());

	it.each([
		'http://fcm.googleapis.com/fcm/send/abc',
		'https://fcm.googleapis.com:8443/x',
		'https://fcm.googleapis.com.evil.example/x',
		'https://fcm.googleapis.com./x',
		'https://evilfcm.googleapis.com/x',
		'https://notify.windows.com.evil.example/x',
		'https://evilpush.apple.com/x',
		'https://me@fcm.googleapis.com/x',
		'https://me:word@fcm.googleapis.com/x',
		'https://fcm.googleapis.com@evil.example/x',
		'https://fcm.googleapis.com/x#y',
		'https://evil.example/fcm.googleapis.com',
		'https://127.0.0.1/x',
		'https://2130706433/x',
		'https://0x7f.1/x',
		'https://[::1]/x',
		'https://[::ffff:127.0.0.1]/x',
		'https://169.254.169.254/latest/meta-data',
		'https://localhost/x',
		'https://router.local/x',
		'ftp://fcm.googleapis.com/x',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'//fcm.googleapis.com/x',
		'fcm.googleapis.com/x',
		'',
		`https://fcm.googleapis.com/${'x'.repeat(2048)}`,
	])('%s is not', (endpoint) => expect(readEndpoint(endpoint, [])).toBeNull());

	it.each([
		'http://127.0.0.1:4400/push/1',
		'http://localhost:4401/x',
		'https://push.lan:8443/x',
		'https://push.example/x',
	])('%s is, where the operator allowed it', (endpoint) =>
		expect(readEndpoint(endpoint, ALLOWED)).not.toBeNull(),
	);

	it.each([
		'http://127.0.0.1:4401/x',
		'http://127.0.0.1/x',
		'http://push.lan:8443/x',
		'http://10.0.0.5/x',
		'https://push.lan/x',
		'https://push.example:8443/x',
		'http://push.example/x',
		'http://me@127.0.0.1:4400/x',
	])('%s is not even then', (endpoint) => expect(readEndpoint(endpoint, ALLOWED)).toBeNull());
});

describe('an address on the open internet', () => {
	it.each(['8.8.8.8', '142.250.74.106', '2a00:1450:4001:82a::200a', '64:ff9b::8.8.8.8', '::ffff:8.8.8.8'])(
		'%s is one',
		(address) => expect(isPublic(address)).toBe(true),
	);
	it.each([
		'0.0.0.0',
		'10.1.2.3',
		'100.64.0.1',
		'127.0.0.1',
		'127.255.255.254',
		'169.254.169.254',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.0.1',
		'192.0.0.1',
		'198.18.0.1',
		'224.0.0.1',
		'255.255.255.255',
		'::',
		'::1',
		'::ffff:127.0.0.1',
		'::ffff:7f00:1',
		'::ffff:10.0.0.1',
		'64:ff9b::10.0.0.1',
		'64:ff9b:1::1',
		'2002:7f00:1::',
		'2001:db8::1',
		'fc00::1',
		'fd12:3456::1',
		'fe80::1',
		'fe80::1%eth0',
		'fec0::1',
		'ff02::1',
		'localhost',
		'',
	])('%s is none', (address) => expect(isPublic(address)).toBe(false));
});
