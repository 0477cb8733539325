import { createECDH } from 'node:crypto';
import type { Db } from '../db/connect.ts';
import type { Env } from '../env.ts';
import { findSetting, settingOr } from '../installation/settings.ts';

/** RFC 8292: the key pair by which push services know this installation, base64url. */
export type VapidKeys = { publicKey: string; privateKey: string };

/** Made at the first start and kept: every subscription is bound to it, and would be worthless under another. */
export function vapidKeys(db: Db): Promise<VapidKeys> {
	return settingOr(db, 'vapid_keys', () => {
		const curve = createECDH('prime256v1');
		const publicKey = curve.generateKeys('base64url');
		// Leading zeros are not written by OpenSSL; the private key has always 32 bytes.
		const privateKey = curve.getPrivateKey('hex').padStart(64, '0');
		return { publicKey, privateKey: Buffer.from(privateKey, 'hex').toString('base64url') };
	});
}

/**
 * Whom a push service turns to when something is wrong (RFC 8292, section 2.1). Apple refuses localhost and anything
 * that is neither mailto: nor https:, so a machine without an address of its own names one that leads nowhere.
 */
export async function vapidSubject(db: Db, env: Pick<Env, 'contact' | 'origin'>): Promise<string> {
	const contact = env.contact ?? (await findSetting<string>(db, 'contact'));
	if (contact) return contact;
	const { protocol, hostname } = new URL(env.origin);
	return protocol === 'https:' && hostname !== 'localhost' ? env.origin : 'mailto:operator@stairwell.invalid';
}
