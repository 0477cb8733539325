import { describe, expect, it } from 'vitest';
import { readMailAddress } from './letter.ts';

describe('an address for mail', () => {
	it.each([
		['li@example.org', 'li@example.org'],
		['  li.na+lou@mail.example.com ', 'li.na+lou@mail.example.com'],
		['ｌｉ@example.org', 'li@example.org'],
	])('%s', (typed, read) => expect(readMailAddress(typed)).toBe(read));

	it.each([
		'',
		'li',
		'li@localhost',
		'li@example.org, wang@example.org',
		'li@example.org\nBcc: all@example.org',
		'"li"@example.org',
		'li@[127.0.0.1]',
		'.li@example.org',
		'li..na@example.org',
		'li@-example.org',
		'小李@example.org',
		`${'a'.repeat(65)}@example.org`,
	])('is not %j', (typed) => expect(readMailAddress(typed)).toBeNull());
});
