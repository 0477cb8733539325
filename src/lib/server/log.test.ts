import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { formatLine } from './log.ts';

const at = new Date('2026-11-21T12:00:00Z');

test('a message is one line of JSON', () => {
	expect(formatLine(at, 'info', 'started', { ms: 12 }, false)).toBe(
		'{"at":"2026-11-21T12:00:00.000Z","level":"info","message":"started","ms":12}',
	);
});

test('an error brings its stack, still on one line', () => {
	const line = formatLine(at, 'error', 'it broke', { error: new Error('the lift') }, false);
	expect(line).toContain('Error: the lift');
	expect(line).not.toContain('\n');
});

test('a failed query says its cause, not what people typed', () => {
	const error = new DrizzleQueryError(
		'insert into residents (name) values ($1)',
		['林'],
		new Error('no room'),
	);
	const line = formatLine(at, 'error', 'it broke', { error }, false);
	expect(line).toContain('no room');
	expect(line).not.toContain('林');
});

test('secrets are hidden', () => {
	const fields = { sessionToken: 'abc', target: 'postgres://lin:geheim@host/db' };
	const line = formatLine(at, 'warn', 'cannot reach postgres://lin:geheim@host', fields, true);
	expect(line).not.toMatch(/abc|geheim/);
});
