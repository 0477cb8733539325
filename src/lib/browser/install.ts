import { isChatApp } from '../domain/install.ts';

/** Chromium's way to ask; other browsers have only their menus. */
type InstallEvent = Event & { prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }> };

const KEY = 'stairwell-install';
const SNOOZE = 30;
let asked: InstallEvent | null = null;

/** Keeps the browser's own question for a better moment. */
export function catchInstall(): void {
	window.addEventListener('beforeinstallprompt', (event) => {
		event.preventDefault();
		asked = event as InstallEvent;
	});
}

export const canPrompt = (): boolean => asked !== null;

export async function promptInstall(): Promise<boolean> {
	const event = asked;
	asked = null;
	return event !== null && (await event.prompt()).outcome === 'accepted';
}

export function isInstalled(): boolean {
	return (
		window.matchMedia('(display-mode: standalone)').matches ||
		('standalone' in navigator && navigator.standalone === true)
	);
}

type Kept = { days: string[]; not?: number };

/**
 * Is this a good moment to speak of the home screen? Once something has worked – a handover is open – or on the second
 * day; never again for a month after a no. In a chat app's browser at once, because there nothing would stay.
 */
export function isGoodMoment(path: string, now = new Date()): boolean {
	if (isInstalled()) return false;
	const kept = read();
	if (kept.not !== undefined && now.getTime() - kept.not < SNOOZE * 86_400_000) return false;
	const today = now.toISOString().slice(0, 10);
	if (!kept.days.includes(today)) write({ ...kept, days: [...kept.days, today].slice(-2) });
	if (path.startsWith('/handovers/')) return true;
	return path === '/' && (isChatApp(navigator.userAgent) || kept.days.some((day) => day !== today));
}

export function notNow(now = Date.now()): void {
	write({ ...read(), not: now });
}

function read(): Kept {
	try {
		const kept = JSON.parse(window.localStorage.getItem(KEY) ?? 'null') as Partial<Kept> | null;
		return { days: [], ...kept };
	} catch {
		return { days: [] }; // kept nothing, or not by us
	}
}

function write(kept: Kept): void {
	try {
		window.localStorage.setItem(KEY, JSON.stringify(kept));
	} catch (error) {
		console.info('This browser keeps nothing.', error);
	}
}
