import { describe, expect, it } from 'vitest';
import { openableFrom } from './address.ts';

describe('who can open the address on a poster', () => {
	it.each([
		'http://localhost:3000',
		'http://127.0.0.1',
		'http://[::1]:3000',
		'http://0.0.0.0:3000',
		'https://stairwell.localhost',
	])('%s: only this machine', (origin) => expect(openableFrom(origin)).toBe('this_machine'));
	it.each([
		'http://192.168.1.20:3000',
		'http://10.0.0.4',
		'http://172.16.9.1',
		'http://raspberry',
		'http://box.local',
		'http://[fd00::12]',
	])('%s: phones of the same network', (origin) => expect(openableFrom(origin)).toBe('same_network'));
	it.each([
		'https://stairwell.example',
		'http://172.32.0.1',
		'http://8.8.8.8',
		'https://local.example',
		'https://[2001:db8::1]',
	])('%s: everybody', (origin) => expect(openableFrom(origin)).toBe('anywhere'));
});
