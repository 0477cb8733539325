import { SHARED } from '#lib/domain/kept.ts';

const MOST_FILES = 4;
const MOST_BYTES = 60 * 1024 * 1024;

type Keep = (name: string, kept: Response) => Promise<void>;

/** Is it what the manifest's share target sends? */
export function isShare(request: Pick<Request, 'method' | 'mode' | 'url'>): boolean {
	return (
		request.method === 'POST' && request.mode === 'navigate' && new URL(request.url).pathname === '/share'
	);
}

/**
 * A share becomes a started post: pictures and words are kept on the phone, and the form opens. Nothing is sent by it. A
 * foreign page can post to this address as well; it names itself as the referrer and is not kept, and one that hides
 * itself has at most filled in a form that a neighbour still has to read and send.
 */
export async function takeShare(request: Request, keep: Keep, now: number): Promise<Response> {
	if (/^https?:/.test(request.referrer)) return Response.redirect('/listings/new', 303);
	try {
		const kept = chosen(await request.formData());
		const response = new Response(kept);
		response.headers.set('x-kept-at', String(now));
		await keep(SHARED, response);
	} catch {
		// A body cut short, or no room left on the phone: the form opens empty, as it would from its button.
		return Response.redirect('/listings/new', 303);
	}
	return Response.redirect('/listings/new?shared=yes', 303);
}

function chosen(form: FormData): FormData {
	const kept = new FormData();
	let bytes = 0;
	for (const entry of form.getAll('photos')) {
		if (typeof entry === 'string' || entry.size === 0 || !entry.type.startsWith('image/')) continue;
		bytes += entry.size;
		if (bytes > MOST_BYTES || kept.getAll('photos').length === MOST_FILES) break;
		kept.append('photos', entry, entry.name);
	}
	for (const name of ['title', 'text', 'url']) {
		const said = form.get(name);
		if (typeof said === 'string' && said.trim() !== '') kept.set(name, said.slice(0, 2000));
	}
	return kept;
}
