/**
 * Says that a notification has been read, on the way to the page it leads to. Its id is the key of the request as well:
 * read twice is read once. `whom`: the neighbour in whose place a helper reads.
 */
export async function markRead(id: string, whom?: string): Promise<void> {
	try {
		await fetch('/inbox?/read', {
			method: 'POST',
			body: new URLSearchParams({ id, key: id, for: whom ?? '' }),
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
			keepalive: true,
		});
	} catch (error) {
		console.info('Could not mark it as read; it stays new.', error);
	}
}
