import type { Member } from '../../domain/member.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { notify } from './notify.ts';

/** A push to all of somebody's own devices, that they may see how it looks. */
export function sendTestPush(db: Db, by: Member, sent: Sent): Promise<Outcome<{ id: string }, KeyRefusal>> {
	return once(db, sent, async (tx) => {
		await notify(tx, { to: [by.id], topic: 'test', code: 'test.push', href: '/me/notifications' }, sent.at);
		return done({ id: by.id });
	});
}
