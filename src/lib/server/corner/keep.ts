import { isSteward, type Member } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import type { Db } from '../db/connect.ts';
import { once, type KeyRefusal, type Sent } from '../installation/once.ts';
import { secret } from '../installation/settings.ts';
import type { StoredPhoto } from '../photo/process.ts';
import { insertPhotos } from '../photo/queries.ts';
import { keepsCorner } from './facts.ts';
import { changeCorner, findCorner, insertCorner, insertEvent, setFollowing } from './queries.ts';

export type CornerInput = {
	place: string;
	agreedBy: string;
	notHere: string;
	keeper: string;
	guests: boolean;
	photo: StoredPhoto | null;
};
type Kept = Outcome<{ id: string }, KeyRefusal | 'not_found'>;

/** 128 bits: whoever holds the code may take from the shelf, so nobody may guess it. */
const CODE_BYTES = 16;

/** A steward sets up a shelf, and follows it from then on. */
export function createCorner(db: Db, by: Member, input: CornerInput, sent: Sent): Promise<Kept> {
	return once(db, sent, async (tx) => {
		if (!isSteward(by)) return refused('not_found');
		const { photo, ...said } = input;
		const corner = await insertCorner(tx, {
			...said,
			buildingId: by.buildingId,
			code: secret(CODE_BYTES),
			shareCode: secret(CODE_BYTES),
			createdAt: sent.at,
			createdBy: by.id,
		});
		await keepPhoto(tx, corner.id, photo, by, sent.at);
		await insertEvent(tx, { cornerId: corner.id, kind: 'set_up', at: sent.at, byId: by.id });
		await setFollowing(tx, corner.id, by.id, true, sent.at);
		return done({ id: corner.id });
	});
}

export function editCorner(db: Db, by: Member, id: string, input: CornerInput, sent: Sent): Promise<Kept> {
	return byItsSteward(db, by, id, sent, 'changed', async (tx) => {
		const { photo, ...said } = input;
		await changeCorner(tx, id, said);
		await keepPhoto(tx, id, photo, by, sent.at);
	});
}

/** Gives the poster a new code; the old one, and the link in the chat, lead nowhere from this moment on. */
export function replaceCode(db: Db, by: Member, id: string, sent: Sent): Promise<Kept> {
	return byItsSteward(db, by, id, sent, 'code_replaced', async (tx) => {
		await changeCorner(tx, id, { code: secret(CODE_BYTES), shareCode: secret(CODE_BYTES) });
	});
}

/** Takes the shelf down. Its history stays. */
export function closeCorner(db: Db, by: Member, id: string, sent: Sent): Promise<Kept> {
	return byItsSteward(db, by, id, sent, 'closed', async (tx) => {
		await changeCorner(tx, id, { closedAt: sent.at, dueAt: null });
	});
}

function byItsSteward(
	db: Db,
	by: Member,
	id: string,
	sent: Sent,
	kind: 'changed' | 'code_replaced' | 'closed',
	change: (tx: Db) => Promise<void>,
): Promise<Kept> {
	return once(db, sent, async (tx) => {
		const corner = await findCorner(tx, id);
		if (!corner || !keepsCorner(corner, by)) return refused('not_found');
		await change(tx);
		await insertEvent(tx, { cornerId: id, kind, at: sent.at, byId: by.id });
		return done({ id });
	});
}

async function keepPhoto(
	tx: Db,
	id: string,
	photo: StoredPhoto | null,
	by: Member,
	now: Date,
): Promise<void> {
	const [photoId] = photo ? await insertPhotos(tx, { cornerId: id }, [photo], by.id, now) : [];
	if (photoId) await changeCorner(tx, id, { photoId });
}
