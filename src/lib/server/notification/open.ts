import type { Db } from '../db/connect.ts';
import type { Env } from '../env.ts';
import type { Live } from '../live/live.ts';
import { startSending, type Sending } from './send.ts';
import { vapidKeys, vapidSubject } from './vapid.ts';
import { webPush } from './web-push.ts';

/** Sends push for this process, with the keys that all processes of the installation share; the first start makes them. */
export async function openPush(db: Db, env: Env, now: () => Date, live: Live): Promise<Sending> {
	const [keys, subject] = [await vapidKeys(db), await vapidSubject(db, env)];
	const transport = webPush({ keys, subject, pushHosts: env.pushHosts });
	return startSending({ db, env, now, transport, hints: (wake) => live.onNews(wake) });
}
