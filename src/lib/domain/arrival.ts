const MARK = '#read=';

/** The address that a tap on a push opens: its fragment names the notification, because opening an address changes nothing. */
export function arrivalAt(href: string, notificationId: string): string {
	return `${href.split('#')[0]}${MARK}${notificationId}`;
}

/** Which notification led here, if one did; the page then marks it as read. */
export function readArrival(hash: string): string | null {
	const found = /^#read=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(hash);
	return found?.[1] ?? null;
}
