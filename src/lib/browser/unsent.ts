/** Kit's own word for "no answer came": an error that our server did not write. */
export function isUnsent(result: { type: string; error?: unknown }): boolean {
	if (result.type !== 'error') return false;
	const { error } = result;
	return !(typeof error === 'object' && error !== null && 'code' in error);
}

/**
 * A form that got no answer goes into the queue under the key it was sent with, so that it is done once even if the first
 * try arrived. The list of what waits says so, sends it, and tells a refusal. False where this browser keeps nothing.
 */
export async function keepUnsent(
	person: unknown,
	sent: { address: URL; data: FormData; what: string },
): Promise<boolean> {
	const key = sent.data.get('key');
	if (typeof key !== 'string' || typeof person !== 'string' || person === '') return false;
	// The list that says what waits comes along: where it cannot be fetched any more, nothing is put where nobody sees it.
	const parts = Promise.all([
		import('./queue.ts'),
		import('./key.ts'),
		import('#lib/components/queue/WaitingList.svelte'),
	]);
	const come = await Promise.race([parts, new Promise<null>((done) => setTimeout(done, 3000, null))]).catch(
		() => null,
	);
	if (!come) return false;
	const [{ putAside }, { freshKeys }] = come;
	const kept = await putAside({
		key,
		person,
		address: sent.address.pathname + sent.address.search,
		what: sent.what,
		fields: [...sent.data],
		at: Date.now(),
	});
	if (kept) freshKeys();
	return kept;
}
