import { normaliseLogin } from '../../domain/account.ts';
import type { AccountRefusal, Joining } from '../../domain/account.ts';
import type { DoorsProblem } from '../../domain/household.ts';
import { MAX_DOORS, readDoor, readDoors, writeDoor } from '../../domain/household.ts';
import type { Locale } from '../../domain/member.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { isZone } from '../../domain/time.ts';
import { createBuilding } from '../building/create.ts';
import { insertCommunity, isEmpty, lockHousehold } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import type { KeyRefusal, Sent } from '../installation/once.ts';
import { once } from '../installation/once.ts';
import { keepSetting, settingOnce } from '../installation/settings.ts';
import { hashPassword } from './password.ts';
import { findSetupToken } from './setup-token.ts';
import { residents } from './table.ts';

export type SetUpInput = {
	community: string;
	building: string;
	doors: string;
	timeZone: string;
	joining: Joining;
	name: string;
	door: string;
	login: string;
	password: string;
	/** As typed; empty where it is left for later. */
	contact: string;
	locale: Locale;
};
export type SetUpRefusal = Extract<
	AccountRefusal,
	| 'setup.done'
	| 'setup.time_zone_unknown'
	| 'setup.contact_unreadable'
	| 'door.unreadable'
	| 'door.unknown'
	| 'login.taken'
>;

/** Community, building and households, and the first person: operator and confirmed steward. Happens once an installation. */
export async function setUp(
	db: Db,
	input: SetUpInput,
	sent: Sent,
): Promise<Outcome<{ residentId: string }, SetUpRefusal | DoorsProblem | KeyRefusal>> {
	const doors = readDoors(input.doors);
	if (!doors.ok)
		return refused(doors.code, { field: 'doors', detail: { line: doors.line, limit: MAX_DOORS } });
	if (!isZone(input.timeZone)) return refused('setup.time_zone_unknown', { field: 'timeZone' });
	const contact = readContact(input.contact);
	if (contact === null) return refused('setup.contact_unreadable', { field: 'contact' });
	const door = readDoor(input.door);
	if (!door) return refused('door.unreadable', { field: 'door' });
	const passwordHash = await hashPassword(input.password);
	return once(db, sent, async (tx) => {
		// The row decides: a second set-up waits here for the first and then finds it done.
		if (!(await settingOnce(tx, 'set_up_at', sent.at.toISOString())) || !(await isEmpty(tx)))
			return refused('setup.done');
		const { timeZone, joining } = input;
		const communityId = await insertCommunity(tx, input.community);
		const building = await createBuilding(tx, {
			communityId,
			name: input.building,
			timeZone,
			joining,
			doors: doors.doors,
		});
		const household = await lockHousehold(tx, building.id, writeDoor(door));
		if (!household) return refused('door.unknown', { field: 'door' });
		if (contact !== '') await keepSetting(tx, 'contact', contact);
		const [first] = await tx
			.insert(residents)
			.values({
				householdId: household.id,
				buildingId: building.id,
				name: input.name,
				status: 'confirmed',
				roles: ['operator', 'steward'],
				login: normaliseLogin(input.login),
				passwordHash,
				locale: input.locale,
				createdAt: sent.at,
				confirmedAt: sent.at,
			})
			.returning({ id: residents.id });
		return done({ residentId: first!.id });
	});
}

/** `mailto:`, https or a bare e-mail address (RFC 8292 section 2.1 wants one of the first two); null when it is neither. */
export function readContact(typed: string): string | null {
	const text = typed.normalize('NFKC').trim();
	if (text === '') return '';
	const mail = /^(?:mailto:)?([^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+)$/i.exec(text);
	if (mail) return `mailto:${mail[1]}`;
	return URL.canParse(text) && new URL(text).protocol === 'https:' ? text : null;
}

/** Prints the one-time link at every start until it has been used. In clear, for whoever watches the start – or its log. */
export async function announceSetup(
	db: Db,
	env: { origin: string; setupToken?: string },
	now: Date,
): Promise<void> {
	const token = await findSetupToken(db, env.setupToken);
	if (token === null) return;
	const day = now.toISOString().slice(0, 10);
	process.stdout.write(
		`\n  ${day}: nobody has set up this Stairwell yet. Whoever opens this link first does, once:\n  ` +
			`这里还没有设置。打开下面的链接就可以开始，只能用一次：\n\n      ${env.origin}/setup/${token}\n\n`,
	);
}
