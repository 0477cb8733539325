import { describe, expect, it } from 'vitest';
import { isForeign, isUnknownHost, ownPath } from './origin.ts';

const HOME = 'https://stairwell.example';
const request = (method: string, headers: Record<string, string>) => new Request(HOME, { method, headers });

describe('where a request comes from', () => {
	it('a change from a page of ours passes', () =>
		expect(isForeign(request('POST', { origin: HOME }), HOME)).toBe(false));
	it.each([
		'https://evil.example',
		'null',
		'https://stairwell.example.evil.example',
		'http://stairwell.example',
	])('a change from %s is refused', (origin) =>
		expect(isForeign(request('POST', { origin }), HOME)).toBe(true),
	);
	it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s without an Origin is refused', (method) =>
		expect(isForeign(request(method, {}), HOME)).toBe(true),
	);
	it('reading needs none', () => expect(isForeign(request('GET', {}), HOME)).toBe(false));
	it('another Host is refused', () => {
		expect(isUnknownHost(request('GET', { host: 'stairwell.example' }), HOME)).toBe(false);
		expect(isUnknownHost(request('GET', { host: 'evil.example' }), HOME)).toBe(true);
	});
	it.each([
		['/listings/1?x=1#y', '/listings/1?x=1#y'],
		['//evil.example', '/'],
		['/\\evil.example', '/'],
		['https://evil.example', '/'],
		['javascript:alert(1)', '/'],
		['/\tevil', '/'],
		[null, '/'],
	])('after signing in, %s leads to %s', (next, path) => expect(ownPath(next)).toBe(path));
});
