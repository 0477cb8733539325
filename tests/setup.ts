import { afterEach, beforeEach } from 'vitest';

// An error on the console that no test expected is a fault. A test that provokes one spies on console.error itself.
const original = console.error;
let said: unknown[][] = [];

beforeEach(() => {
	said = [];
	console.error = (...words: unknown[]) => void said.push(words);
});

afterEach(() => {
	console.error = original;
	if (said.length > 0)
		throw new Error(`unexpected console.error: ${said.map((words) => words.join(' ')).join('\n')}`);
});
