import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, desc, eq, lt, ne } from 'drizzle-orm';
import type { Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { codeKey } from '../installation/settings.ts';
import { notify } from '../notification/notify.ts';
import { passkeyChallenges, passkeys, residents } from './table.ts';

/** W3C Web Authentication level 3. Never the only way in: many phones here cannot do it. */
const GOOD_FOR = 5 * 60_000;

const rpOf = (origin: string) => new URL(origin).hostname;

/** 16 random bytes, the time, and whose it is, signed: given out without writing anything down, so that opening a page changes nothing. */
async function makeChallenge(db: Db, whose: string, now: Date): Promise<Uint8Array<ArrayBuffer>> {
	const body = Buffer.alloc(24);
	randomBytes(16).copy(body);
	body.writeBigUInt64BE(BigInt(now.getTime()), 16);
	return new Uint8Array(Buffer.concat([body, await seal(db, body, whose)]));
}

async function seal(db: Db, body: Buffer, whose: string): Promise<Buffer> {
	return createHmac('sha256', await codeKey(db))
		.update('passkey:')
		.update(whose)
		.update(body)
		.digest();
}

/** Ours, fresh, and answered for the first time; of two with the same at once, one. */
async function takeChallenge(db: Db, challenge: string, whose: string, now: Date): Promise<boolean> {
	const bytes = Buffer.from(challenge, 'base64url');
	if (bytes.length !== 56) return false;
	const body = bytes.subarray(0, 24);
	if (!timingSafeEqual(bytes.subarray(24), await seal(db, body, whose))) return false;
	const made = Number(body.readBigUInt64BE(16));
	if (now.getTime() - made > GOOD_FOR) return false;
	const rows = await db
		.insert(passkeyChallenges)
		.values({ challenge, expiresAt: new Date(made + GOOD_FOR) })
		.onConflictDoNothing()
		.returning({ challenge: passkeyChallenges.challenge });
	return rows.length === 1;
}

export async function forgetChallenges(db: Db, now: Date): Promise<void> {
	await db.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, now));
}

export function listPasskeys(db: Db, residentId: string) {
	return db
		.select({
			id: passkeys.id,
			device: passkeys.device,
			createdAt: passkeys.createdAt,
			lastUsedAt: passkeys.lastUsedAt,
		})
		.from(passkeys)
		.where(eq(passkeys.residentId, residentId))
		.orderBy(desc(passkeys.createdAt));
}

/** What the browser needs to make a passkey for this person. */
export async function offerPasskey(db: Db, member: Member, origin: string, now: Date) {
	const known = await listPasskeys(db, member.id);
	return generateRegistrationOptions({
		rpName: 'Stairwell',
		rpID: rpOf(origin),
		userName: `${member.door} ${member.name}`,
		userID: new Uint8Array(Buffer.from(member.id)),
		challenge: await makeChallenge(db, member.id, now),
		attestationType: 'none',
		excludeCredentials: known.map(({ id }) => ({ id })),
		authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
	});
}

type Failed = 'people.passkey_failed';

export async function addPasskey(
	db: Db,
	member: Member,
	typed: string,
	about: { origin: string; device: string; now: Date },
): Promise<Outcome<object, Failed>> {
	const response = readResponse<RegistrationResponseJSON>(typed);
	const challenge = response && challengeOf(response);
	if (!challenge || !(await takeChallenge(db, challenge, member.id, about.now)))
		return refused('people.passkey_failed');
	const verified = await tried(() =>
		verifyRegistrationResponse({
			response,
			expectedChallenge: challenge,
			expectedOrigin: about.origin,
			expectedRPID: rpOf(about.origin),
			requireUserVerification: false,
		}),
	);
	if (!verified?.verified || !verified.registrationInfo) return refused('people.passkey_failed');
	const { credential } = verified.registrationInfo;
	const rows = await db
		.insert(passkeys)
		.values({
			id: credential.id,
			residentId: member.id,
			publicKey: Buffer.from(credential.publicKey).toString('base64url'),
			counter: credential.counter,
			transports: credential.transports ?? [],
			device: about.device,
			createdAt: about.now,
		})
		.onConflictDoNothing()
		.returning({ id: passkeys.id });
	if (rows.length === 0) return refused('people.passkey_failed');
	await notify(
		db,
		{ to: [member.id], topic: 'building', code: 'resident.device', href: '/me/passkeys' },
		about.now,
	);
	return done({});
}

export async function removePasskey(db: Db, member: Member, id: string): Promise<void> {
	await db.delete(passkeys).where(and(eq(passkeys.id, id), eq(passkeys.residentId, member.id)));
}

/** What the browser needs at the door: it shows the passkeys it has; nobody says who they are before. */
export async function askForPasskey(db: Db, origin: string, now: Date) {
	return generateAuthenticationOptions({
		rpID: rpOf(origin),
		challenge: await makeChallenge(db, '', now),
		userVerification: 'preferred',
	});
}

/** Who comes in with a passkey. A counter that goes back is a copy and is refused. */
export async function signInWithPasskey(
	db: Db,
	typed: string,
	about: { origin: string; now: Date },
): Promise<Outcome<{ residentId: string }, Failed>> {
	const response = readResponse<AuthenticationResponseJSON>(typed);
	const [known] = response ? await findPasskey(db, response.id) : [];
	const challenge = response && challengeOf(response);
	if (!known || !challenge || !(await takeChallenge(db, challenge, '', about.now)))
		return refused('people.passkey_failed');
	const verified = await tried(() =>
		verifyAuthenticationResponse({
			response,
			expectedChallenge: challenge,
			expectedOrigin: about.origin,
			expectedRPID: rpOf(about.origin),
			requireUserVerification: false,
			credential: {
				id: known.id,
				publicKey: new Uint8Array(Buffer.from(known.publicKey, 'base64url')),
				counter: known.counter,
			},
		}),
	);
	if (!verified?.verified) return refused('people.passkey_failed');
	await db
		.update(passkeys)
		.set({ counter: verified.authenticationInfo.newCounter, lastUsedAt: about.now })
		.where(eq(passkeys.id, known.id));
	return done({ residentId: known.residentId });
}

function findPasskey(db: Db, id: string) {
	return db
		.select({
			id: passkeys.id,
			residentId: passkeys.residentId,
			publicKey: passkeys.publicKey,
			counter: passkeys.counter,
		})
		.from(passkeys)
		.innerJoin(residents, and(eq(residents.id, passkeys.residentId), ne(residents.status, 'left')))
		.where(eq(passkeys.id, id));
}

/** The browser's answer, as the form carries it; null where it is none. What is in it is checked by the library. */
function readResponse<T extends { id: string }>(typed: string): T | null {
	try {
		const read: unknown = JSON.parse(typed);
		const whole = typeof read === 'object' && read !== null && 'id' in read && 'response' in read;
		return whole && typeof read.id === 'string' ? (read as unknown as T) : null;
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}

/** Which challenge the browser says it answered (WebAuthn, section 5.8.1). */
function challengeOf({ response }: { response: { clientDataJSON: string } }): string | null {
	if (typeof response.clientDataJSON !== 'string') return null;
	try {
		const read: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString());
		const named = typeof read === 'object' && read !== null && 'challenge' in read ? read.challenge : null;
		return typeof named === 'string' ? named : null;
	} catch (error) {
		if (error instanceof SyntaxError) return null;
		throw error;
	}
}

/** The library asks no database and throws at whatever does not fit; to whoever tries, all of it is one answer. */
async function tried<T>(verify: () => Promise<T>): Promise<T | null> {
	try {
		return await verify();
	} catch (error) {
		if (error instanceof Error) return null;
		throw error;
	}
}
