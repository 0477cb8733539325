import { describe, expect, it } from 'vitest';
import { SHARED } from '#lib/domain/kept.ts';
import { isShare, takeShare } from './share.ts';

const picture = (name: string, type = 'image/jpeg') => new File(['abc'], name, { type });

async function share(form: FormData, referrer = '') {
	const kept: Record<string, FormData> = {};
	const request = {
		referrer,
		formData: () => Promise.resolve(form),
	} as Request;
	// Outside a browser there is no base for relative addresses.
	const original = Response.redirect;
	Response.redirect = (to, status) =>
		new Response(null, { status: status ?? 302, headers: { location: String(to) } });
	try {
		const keep = async (name: string, it: Response) => void (kept[name] = await it.formData());
		const answer = await takeShare(request, keep, 5);
		return { kept: kept[SHARED], leadsTo: answer.headers.get('location'), status: answer.status };
	} finally {
		Response.redirect = original;
	}
}

describe('a picture shared from the gallery', () => {
	it('is kept for the form, with its words', async () => {
		const form = new FormData();
		form.append('photos', picture('cabbage.jpg'));
		form.set('title', '半棵白菜');
		const { kept, leadsTo, status } = await share(form);
		expect([leadsTo, status]).toEqual(['/listings/new?shared=yes', 303]);
		expect(kept?.getAll('photos')).toHaveLength(1);
		expect(kept?.get('title')).toBe('半棵白菜');
	});

	it('four at most, and nothing but pictures', async () => {
		const form = new FormData();
		form.append('photos', picture('page.html', 'text/html'));
		for (let i = 0; i < 6; i++) form.append('photos', picture(`${i}.jpg`));
		form.set('key', 'not for a share');
		const { kept } = await share(form);
		expect(kept?.getAll('photos')).toHaveLength(4);
		expect(kept?.has('key')).toBe(false);
	});

	it('of a foreign page keeps nothing', async () => {
		const form = new FormData();
		form.append('photos', picture('cabbage.jpg'));
		expect(await share(form, 'https://evil.example/')).toEqual({
			kept: undefined,
			leadsTo: '/listings/new',
			status: 303,
		});
	});

	it('only a navigation that posts to its own address is one', () => {
		const url = 'https://a.example/share';
		expect(isShare({ method: 'POST', mode: 'navigate', url })).toBe(true);
		expect(isShare({ method: 'GET', mode: 'navigate', url })).toBe(false);
		expect(isShare({ method: 'POST', mode: 'cors', url })).toBe(false);
		expect(isShare({ method: 'POST', mode: 'navigate', url: 'https://a.example/sign-out' })).toBe(false);
	});
});
