import { keepPush } from './push-kept.ts';
import { registerWorker } from './worker.ts';

/** What this browser can do about push. */
export type PushHere = 'on' | 'off' | 'denied' | 'unsupported' | 'home_screen' | 'insecure';
/** What became of turning it on. */
export type TurnedOn = 'on' | 'denied' | 'dismissed' | 'unsupported' | 'unreachable' | 'not_saved';

/** Chrome's push service is out of reach in mainland China, and `subscribe()` may then never answer. */
const PATIENCE = 10_000;
const ADDRESS = '/push/subscription';

export async function pushHere(): Promise<PushHere> {
	if (!window.isSecureContext) return 'insecure';
	if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window))
		return isApplePhone() ? 'home_screen' : 'unsupported';
	if (Notification.permission === 'denied') return 'denied';
	if (Notification.permission !== 'granted') return 'off';
	const registration = await navigator.serviceWorker.getRegistration();
	return (await registration?.pushManager.getSubscription()) ? 'on' : 'off';
}

/** iPhones and iPads have push only for what stands on their home screen. */
function isApplePhone(): boolean {
	const touchMac = /Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1;
	return /iPhone|iPad/.test(navigator.userAgent) || touchMac;
}

/** Asks the neighbour, then the push service, then tells Stairwell; answers within some ten seconds of the neighbour's yes. */
export async function turnOn(publicKey: string): Promise<TurnedOn> {
	const permission = await Notification.requestPermission();
	if (permission === 'denied') return 'denied';
	if (permission !== 'granted') return 'dismissed';
	let subscription: PushSubscription | null;
	try {
		subscription = await within(PATIENCE, subscribeHere(publicKey));
	} catch (error) {
		if (error instanceof DOMException && error.name === 'NotAllowedError') return 'denied';
		console.info('The push service did not take us.', error);
		return 'unreachable';
	}
	if (!subscription) return 'unsupported';
	if (!(await tell('POST', subscription.toJSON()))) return 'not_saved';
	keepPush(true);
	return 'on';
}

export async function turnOff(): Promise<void> {
	keepPush(false);
	const registration = await navigator.serviceWorker.getRegistration();
	const subscription = await registration?.pushManager.getSubscription();
	if (!subscription) return;
	await tell('DELETE', { endpoint: subscription.endpoint });
	await subscription.unsubscribe();
}

async function subscribeHere(publicKey: string): Promise<PushSubscription | null> {
	if (!((await navigator.serviceWorker.getRegistration()) ?? (await registerWorker()))) return null;
	const { pushManager } = await navigator.serviceWorker.ready;
	const applicationServerKey = bytesOf(publicKey);
	const known = await pushManager.getSubscription();
	// One made for another installation's key would be refused by the push service later.
	if (known && !isSame(known.options.applicationServerKey, applicationServerKey)) await known.unsubscribe();
	return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}

async function tell(method: 'POST' | 'DELETE', body: unknown): Promise<boolean> {
	try {
		const headers = { 'content-type': 'application/json', accept: 'application/json' };
		return (await fetch(ADDRESS, { method, headers, body: JSON.stringify(body) })).ok;
	} catch (error) {
		console.info('Stairwell could not be reached.', error);
		return false;
	}
}

function within<T>(milliseconds: number, wanted: Promise<T>): Promise<T> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
	});
	return Promise.race([wanted, late]).finally(() => clearTimeout(timer));
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
	const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function isSame(known: ArrayBuffer | null, wanted: Uint8Array): boolean {
	const bytes = new Uint8Array(known ?? new ArrayBuffer(0));
	return bytes.length === wanted.length && bytes.every((byte, i) => byte === wanted[i]);
}
