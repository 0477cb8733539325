/** Facts of one line. Never a name, a door, the text of a post or a secret: ids and numbers. */
export type LogFields = Record<string, unknown>;
type Level = 'info' | 'warn' | 'error';

/** One line a message on stdout: JSON, or plain text where a person is watching. */
export const log = {
	info: (message: string, fields?: LogFields): void => write('info', message, fields),
	warn: (message: string, fields?: LogFields): void => write('warn', message, fields),
	error: (message: string, fields?: LogFields): void => write('error', message, fields),
};

function write(level: Level, message: string, fields: LogFields = {}): void {
	process.stdout.write(formatLine(new Date(), level, message, fields, process.stdout.isTTY) + '\n');
}

export function formatLine(
	at: Date,
	level: Level,
	message: string,
	fields: LogFields,
	plain: boolean,
): string {
	const safe = Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, presentable(name, value)]),
	);
	const text = hidePasswords(message);
	if (!plain) return JSON.stringify({ at: at.toISOString(), level, message: text, ...safe });
	const { error, ...rest } = safe;
	const facts = Object.entries(rest).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
	const stack = error && typeof error === 'object' && 'stack' in error ? `\n${String(error.stack)}` : '';
	return [at.toISOString(), level, text, ...facts].join(' ') + stack;
}

function presentable(name: string, value: unknown): unknown {
	if (/password|secret|token|cookie|authorization|endpoint/i.test(name)) return '[hidden]';
	if (value instanceof Error) return describeError(value);
	return typeof value === 'string' ? hidePasswords(value) : value;
}

/** Drizzle puts a query's parameters – names, doors, texts – into the error's message; the cause says enough. */
function describeError(error: Error): Record<string, unknown> {
	if ('params' in error && 'query' in error && error.cause instanceof Error) {
		return { ...describeError(error.cause), query: error.query };
	}
	const code = 'code' in error ? { code: error.code } : {};
	const constraint = 'constraint_name' in error ? { constraint: error.constraint_name } : {};
	return { ...code, ...constraint, stack: hidePasswords(error.stack ?? `${error.name}: ${error.message}`) };
}

function hidePasswords(text: string): string {
	return text.replace(/(:\/\/[^\s:/@]*):[^\s@/]*@/g, '$1:[hidden]@');
}
