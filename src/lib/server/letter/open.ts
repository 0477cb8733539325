import type { Db } from '../db/connect.ts';
import type { Env } from '../env.ts';
import { smtp } from './mail.ts';
import { startPost, type Post } from './send.ts';
import { webhooksOut } from './webhook.ts';

/** Sends mail – where the operator has named a server – and webhooks for this process. */
export function openPost(db: Db, env: Env, now: () => Date): Post {
	const mail = env.smtp === undefined ? null : smtp(env.smtp, env);
	return startPost({ db, env, now, mail, hooks: webhooksOut({ allowed: env.pushHosts }) });
}
