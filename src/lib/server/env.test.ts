import { describe, expect, test } from 'vitest';
import { readEnv, tellAdapter } from './env.ts';

const ordinary = 1000;

describe('the environment', () => {
	test('needs nothing to be set', () => {
		expect(readEnv({ XDG_DATA_HOME: '/home/lin/data' }, ordinary)).toMatchObject({
			port: 3000,
			host: '0.0.0.0',
			origin: 'http://localhost:3000',
			dataFolder: '/home/lin/data/stairwell',
			limits: true,
			clockShift: 0,
			pushHosts: [],
			bodySizeLimit: 41_943_040,
		});
	});

	test('keeps root’s data where the database user can reach it', () => {
		expect(readEnv({}, 0).dataFolder).toBe('/var/lib/stairwell');
	});

	test('takes an empty value for an absent one', () => {
		expect(readEnv({ PORT: '', DATABASE_URL: ' ' }, ordinary)).toMatchObject({
			port: 3000,
			databaseUrl: undefined,
			connections: 3,
		});
	});

	test('makes the default address from the port', () => {
		expect(readEnv({ PORT: '8080' }, ordinary).origin).toBe('http://localhost:8080');
		expect(readEnv({ PORT: '8080', ORIGIN: 'https://lou.example/' }, ordinary).origin).toBe(
			'https://lou.example',
		);
	});

	test.each([
		['+25h', 90_000_000],
		['-30m', -1_800_000],
		['+2d', 172_800_000],
		['+10s', 10_000],
	])('shifts the clock by %s', (value, milliseconds) => {
		expect(readEnv({ STAIRWELL_CLOCK: value, STAIRWELL_LIMITS: 'off' }, ordinary).clockShift).toBe(
			milliseconds,
		);
	});

	test('refuses a shifted clock while limits are on', () => {
		expect(() => readEnv({ STAIRWELL_CLOCK: '+25h' }, ordinary)).toThrow(/STAIRWELL_LIMITS=off/);
	});

	test.each([
		['PORT', '70000'],
		['PORT', 'http'],
		['ORIGIN', 'lou.example'],
		['ORIGIN', 'https://lou.example/app'],
		['XFF_DEPTH', '0'],
		['DATABASE_URL', 'mysql://x'],
		['STAIRWELL_SETUP_TOKEN', 'a/b'],
		['STAIRWELL_CONTACT', 'lin@example.org'],
		['STAIRWELL_SMTP', 'mail.example.org'],
		['STAIRWELL_LIMITS', 'no'],
		['STAIRWELL_CLOCK', '25h'],
		['STAIRWELL_PUSH_HOSTS', 'https://push.example'],
		['BODY_SIZE_LIMIT', '40 MB'],
	])('says in a sentence what is wrong with %s=%s', (name, value) => {
		expect(() => readEnv({ [name]: value }, ordinary)).toThrow(new RegExp(`^${name} .*\\.$`));
	});

	test('repeats no password when it refuses', () => {
		expect(() => readEnv({ DATABASE_URL: 'lin:geheim@host' }, ordinary)).not.toThrow(/geheim/);
		expect(() => readEnv({ STAIRWELL_SMTP: 'lin:geheim@host' }, ordinary)).not.toThrow(/geheim/);
	});

	test('tells the adapter, whose defaults are others', () => {
		const target: Record<string, string | undefined> = {};
		tellAdapter(readEnv({ ADDRESS_HEADER: 'X-Forwarded-For', XFF_DEPTH: '2' }, ordinary), target);
		expect(target).toEqual({
			ORIGIN: 'http://localhost:3000',
			BODY_SIZE_LIMIT: '41943040',
			ADDRESS_HEADER: 'x-forwarded-for',
			XFF_DEPTH: '2',
		});
	});
});
