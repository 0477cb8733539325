import type { Browser } from 'playwright-core';
import { MODES } from './modes.ts';
import { enter, type Screen } from './screens.ts';

type Listing = { id: string; direction: string; handovers: unknown[] };
const ID = '[0-9a-f-]{36}';

/** Every screen there is something to see on, with the addresses of this demonstration. */
export async function findScreens(browser: Browser, origin: string): Promise<Screen[]> {
	const context = await browser.newContext({ baseURL: origin });
	const read = async <T>(path: string): Promise<T> =>
		(await (await context.request.get(path, { headers: { accept: 'application/json' } })).json()) as T;
	const find = async (path: string, pattern: string): Promise<string> => {
		const answer = await context.request.get(path, { headers: { accept: 'text/html' } });
		const found = new RegExp(pattern).exec(await answer.text())?.[0];
		if (!found) throw new Error(`${path} names nothing like ${pattern}`);
		return found;
	};
	await enter(context, origin, MODES[0]!, 'lin');
	const { listings } = await read<{ listings: Listing[] }>('/');
	const offer = listings.find((it) => it.direction === 'offer' && it.handovers.length === 0)!;
	const ask = listings.find((it) => it.direction === 'ask')!;
	const handover = await find('/me/handovers', `/handovers/${ID}`);
	const share = await find(`/listings/${offer.id}`, '/s/[\\w-]{20,}').catch(() => null);
	const { groupBuys } = await read<{ groupBuys: { id: string; state: string }[] }>('/group-buys');
	const buy = (state: string) => `/group-buys/${groupBuys.find((it) => it.state === state)!.id}`;
	const [open, pickup] = [buy('open'), buy('pickup')];
	await enter(context, origin, MODES[0]!, 'zhou');
	const corner = await find('/corners?all', `/corners/${ID}`);
	const poster = await find(`${corner}/poster`, '/c/[\\w-]{20,}');
	const join = await find('/building/posters', '/join/[\\w-]{20,}');
	const person = await find('/building/people', `/building/people/${ID}`);
	await context.close();
	const of = (who: Screen['who'], all: Record<string, string | null>): Screen[] =>
		Object.entries(all).flatMap(([name, path]) => (path ? [{ name, path, who }] : []));
	return [
		...of('lin', {
			board: '/',
			'board-empty': '/?q=%E5%A4%A7%E8%B1%A1',
			listing: `/listings/${offer.id}`,
			ask: `/listings/${ask.id}`,
			handover,
			new: '/listings/new',
			'new-medicine': '/listings/new?direction=ask&category=medicine',
			inbox: '/inbox',
			me: '/me',
			'me-handovers': '/me/handovers',
			'me-household': '/me/household',
			'me-notifications': '/me/notifications',
			'me-devices': '/me/devices',
			'me-login': '/me/login',
			'me-passkeys': '/me/passkeys',
			'me-return-code': '/me/return-code',
			'me-install': '/me/install',
			'me-export': '/me/export',
			'me-leave': '/me/leave',
			'sign-out': '/sign-out',
			corners: '/corners?all',
			corner,
			'group-buys': '/group-buys',
			'group-buy': open,
			'group-buy-pickup': pickup,
			'group-buy-new': '/group-buys/new',
			'lin-building': '/building',
		}),
		...of('zhou', {
			'group-buy-desk': `${open}/manage`,
			'group-buy-desk-pickup': `${pickup}/manage`,
			'group-buy-edit': `${open}/edit`,
			calling: `${pickup}/calling`,
			packing: `${pickup}/packing`,
			'packing-labels': `${pickup}/packing?by=label`,
			supplier: `${pickup}/supplier`,
			'corner-history': `${corner}/history`,
			'corner-edit': `${corner}/edit`,
			'corner-poster': `${corner}/poster`,
			'corner-new': '/corners/new',
			today: '/building/today',
			building: '/building',
			buildings: '/buildings',
			people: '/building/people',
			person,
			'person-new': '/building/people/new',
			posters: '/building/posters',
			slips: '/building/slips',
			calls: '/building/calls',
			reports: '/building/reports',
			settings: '/building/settings',
			doors: '/building/doors',
			roles: '/building/roles',
			figures: '/building/figures',
			log: '/building/log',
			webhook: '/building/webhook',
			'not-found': '/nowhere',
		}),
		...of(null, {
			'sign-in': '/sign-in',
			join,
			share,
			'corner-guest': poster,
			enter: '/enter/nobody-has-this-code',
			privacy: '/privacy',
		}),
	];
}
