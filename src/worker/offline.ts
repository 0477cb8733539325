export const offlinePage = '/offline.html';
/** Milliseconds without a first byte after which a page counts as not coming. */
export const patience = 8000;

/**
 * The network's answer, whatever its status; what `offline` has when there is none or nothing comes in time: a page that was
 * kept for this very session (`keeper.ts`), else the sheet that says so.
 */
export async function answerNavigation(
	network: () => Promise<Response>,
	offline: () => Promise<Response | undefined>,
	wait = patience,
): Promise<Response> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('nothing came in time')), wait);
	});
	try {
		return await Promise.race([network(), late]);
	} catch {
		return (await offline()) ?? Response.error();
	} finally {
		clearTimeout(timer);
	}
}
