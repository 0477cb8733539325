import { readForm } from '#lib/server/form/form.ts';
import { PostForm } from '#lib/server/listing/post-form.ts';

const zone = 'Asia/Shanghai';
export const now = new Date('2026-11-21T02:00:00Z');
const KEY = '7e1fd1e2-3b64-4c35-a1c5-6a0a4b7e0c11';
export const least = { key: KEY, direction: 'offer', category: 'food', title: '半棵白菜' };

/** The form as a browser sends it, read as the action reads it. */
export function sendPost(fields: Record<string, string>, files: [string, File][] = []) {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	for (const [name, file] of files) body.append(name, file);
	const url = new URL('http://localhost/listings/new');
	const locals = { member: null, now } as App.Locals;
	return readForm({ request: new Request(url, { method: 'POST', body }), locals, url }, PostForm(zone));
}
