/** Kit's own word for "no answer came": an error that our server did not write. */
export function isUnsent(result: { type: string; error?: unknown }): boolean {
	if (result.type !== 'error') return false;
	const { error } = result;
	return !(typeof error === 'object' && error !== null && 'code' in error);
}

/**
 * A form that got no answer goes into the queue under the key it was sent with, so that it is done once even if the first
 * try arrived. 'waiting': the list of what waits says so; 'answered': the second try got through; 'lost': nothing is kept.
 */
export async function keepUnsent(
	person: unknown,
	sent: { address: URL; data: FormData; what: string },
): Promise<'waiting' | 'answered' | 'lost'> {
	const key = sent.data.get('key');
	if (typeof key !== 'string' || typeof person !== 'string' || person === '') return 'lost';
	const [{ send }, { freshKeys }] = await Promise.all([import('./queue.ts'), import('./key.ts')]);
	const answer = await send({
		key,
		person,
		address: sent.address.pathname + sent.address.search,
		what: sent.what,
		fields: [...sent.data],
		at: Date.now(),
	});
	if (answer === 'waiting') freshKeys();
	return answer === 'waiting' || answer === 'lost' ? answer : 'answered';
}
