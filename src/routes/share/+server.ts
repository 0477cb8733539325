import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/**
 * Where the system's share sheet sends a picture. Our worker takes it before it gets here and keeps it on the phone for
 * the form (worker/share.ts). Who comes without a worker begins an empty post: the body is not read, nothing changes,
 * and so it needs no Origin.
 */
export const POST: RequestHandler = () => redirect(303, '/listings/new');

export const GET: RequestHandler = () => redirect(303, '/listings/new');
