import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { within } from '../../../../tests/databases.ts';
import { useDatabase } from '../../../../tests/database.ts';
import { aListing, MORNING, sends } from '../../../../tests/listings.ts';
import { aBuilding, aNeighbour } from '../../../../tests/people.ts';
import { keepSetting } from '../installation/settings.ts';
import { claim } from '../listing/claim.ts';
import { handoverEvents, handovers } from '../listing/handover-table.ts';
import { comment } from '../listing/talk.ts';
import { photos } from '../photo/table.ts';
import { connect, type DatabaseTarget } from './connect.ts';
import { backUp } from './dump.ts';
import { restore } from './restore.ts';

const database = useDatabase();
const made: string[] = [];
let folder: string;
let file: string;

const ODD = [
	'卷心菜 🥬',
	`it's "quoted"`,
	'back\\slash \\. \\N',
	'tab\there',
	'two\nlines\r\n',
	'',
	' ',
	'{a,"b"}',
	'\u2028',
];
const odd = () => ODD[randomInt(ODD.length)]!;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'stairwell-dump-'));
	file = join(folder, 'building.backup');
	const { db, sql } = database;
	const building = await aBuilding(db);
	const poster = await aNeighbour(db, building, '1-101', {
		name: 'Ann "the" 安',
		roles: ['steward', 'operator'],
	});
	const others = await Promise.all(
		['1-102', '1-103', '2-101'].map((door) => aNeighbour(db, building, door, { name: `x${odd()}` })),
	);
	for (let n = 0; n < 40; n++) {
		const listing = await aListing(db, poster, {
			title: `t${odd()}`,
			details: odd(),
			quantity: 3,
			perHousehold: 2,
		});
		for (const by of others)
			await claim(db, by, { listingId: listing.id, quantity: 1 + (n % 2), part: null }, sends(by));
		await comment(db, others[0]!, { listingId: listing.id, text: `c${odd()}` }, sends(others[0]!));
		const photo = { listingId: listing.id, width: 4, height: 3, takenBy: poster.id, createdAt: MORNING };
		await db
			.insert(photos)
			.values({ ...photo, small: randomBytes(randomInt(2000)), large: randomBytes(200_000 + n) });
	}
	await keepSetting(db, 'odd', { list: ODD, nothing: null, deep: { number: 1.5, yes: true } });
	await keepSetting(db, 'nothing', JSON.parse('null') ?? 'null');
	await sql`insert into settings values ('json null', 'null'::jsonb)`;
});
afterAll(async () => {
	for (const name of made) await database.sql`drop database ${database.sql(name)} with (force)`;
	rmSync(folder, { recursive: true });
});

async function emptyDatabase(): Promise<DatabaseTarget> {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	made.push(name);
	await database.sql`create database ${database.sql(name)}`;
	return within(inject('server'), name);
}

/** Everything, as text. */
async function contentOf(target: DatabaseTarget): Promise<Record<string, unknown>> {
	const { sql, close } = connect(target, { max: 1 });
	const tables = await sql<
		{ name: string }[]
	>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
	const content: Record<string, unknown> = {};
	for (const { name } of tables) content[name] = await sql`select t::text from ${sql(name)} t order by 1`;
	await close();
	return content;
}

async function tablesOf(target: DatabaseTarget): Promise<number> {
	const { sql, close } = connect(target, { max: 1 });
	const [row] =
		await sql`select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace`;
	await close();
	return row?.tables as number;
}

test('what is restored is what was backed up, to the last byte of every photo', async () => {
	const header = await backUp(database.target, file, MORNING);
	const target = await emptyDatabase();
	await restore(target, file);
	const [before, after] = [await contentOf(database.target), await contentOf(target)];
	expect(Object.keys(after).sort()).toEqual(header.tables.map((table) => table.name).sort());
	expect(after).toEqual(before);
	expect(header.tables.find((table) => table.name === 'photos')?.rows).toBe(40);
});

test('life goes on after it: numbers continue, the trail is kept, the counters hold', async () => {
	const target = await emptyDatabase();
	await restore(target, file);
	const { db, sql, close } = connect(target, { max: 2 });
	const [last] = await sql<{ id: number }[]>`select max(id)::int as id from handover_events`;
	const building = await aBuilding(db);
	const [one, two] = [await aNeighbour(db, building, '1-101'), await aNeighbour(db, building, '1-102')];
	const listing = await aListing(db, one, { quantity: 2 });
	const outcome = await claim(db, two, { listingId: listing.id, quantity: 1, part: null }, sends(two));
	expect(outcome.ok).toBe(true);
	const events = await db
		.select()
		.from(handoverEvents)
		.innerJoin(handovers, eq(handovers.id, handoverEvents.handoverId))
		.where(eq(handovers.listingId, listing.id));
	expect(events).toHaveLength(1);
	expect(events[0]!.handover_events.id).toBeGreaterThan(last!.id);
	await expect(sql`update handovers set quantity = quantity + 1`).rejects.toThrow(/keeps its quantity/);
	await expect(sql`delete from handover_events`).rejects.toThrow(/keeps what was written/);
	const [drift] = await sql`
		select count(*)::int as listings from listings l where held <> (
			select coalesce(sum(quantity), 0) from handovers h where h.listing_id = l.id and handover_holds(h.state))`;
	expect(drift).toEqual({ listings: 0 });
	await close();
});

test('where somebody lives nothing is restored unless they are to be replaced', async () => {
	const target = await emptyDatabase();
	await restore(target, file);
	const { db, close } = connect(target, { max: 1 });
	const building = await aBuilding(db, { name: 'another' });
	await aNeighbour(db, building, '1-101');
	await close();
	await expect(restore(target, file)).rejects.toThrow(/^Somebody lives in this database already/);
	await restore(target, file, { replace: true });
	expect(await contentOf(target)).toEqual(await contentOf(database.target));
	await expect(restore(database.target, file, { replace: true })).rejects.toThrow(
		/^Stairwell runs on this database/,
	);
});

test('a damaged, cut or foreign file is refused before anything is changed', async () => {
	const target = await emptyDatabase();
	const bytes = readFileSync(file);
	const broken = join(folder, 'broken.backup');
	const flipped = Buffer.from(bytes);
	flipped[Math.floor(bytes.length / 2)]! ^= 1;
	const plain = gunzipSync(bytes);
	const whole = (text: string) => gzipSync(Buffer.from(text));
	for (const content of [
		flipped,
		bytes.subarray(0, bytes.length - 1),
		gzipSync(plain.subarray(0, -5)),
		whole('hello'),
		Buffer.from('hello'),
		Buffer.alloc(0),
	]) {
		writeFileSync(broken, content);
		await expect(restore(target, broken)).rejects.toThrow(/is no whole backup of Stairwell/);
	}
	truncateSync(broken);
	await expect(restore(target, join(folder, 'none'))).rejects.toThrow(/^There is no file/);
	expect(await tablesOf(target)).toBe(0);
});

test('what the database refuses at the last moment undoes all of it', async () => {
	const target = await emptyDatabase();
	// The same file, with a handover of a listing that is not there: the database finds out when all rows have been sent.
	const plain = gunzipSync(readFileSync(file));
	const [row] = await database.sql<{ id: string }[]>`select listing_id::text as id from handovers limit 1`;
	const handoversAt = plain.indexOf('handovers', plain.readUInt32BE(1) + 5);
	const at = plain.indexOf(row!.id, handoversAt);
	plain.write(randomUUID(), at);
	const orphan = join(folder, 'orphan.backup');
	writeFileSync(orphan, gzipSync(plain));
	await expect(restore(target, orphan)).rejects.toThrow(/handovers_listing_id_listings_id_fk/);
	expect(await tablesOf(target)).toBe(0);
});

test('a backup of a newer Stairwell is refused with a sentence', async () => {
	const target = await emptyDatabase();
	const { sql, close } = connect(database.target, { max: 1 });
	await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`;
	const newer = join(folder, 'newer.backup');
	await backUp(database.target, newer, MORNING);
	await sql`delete from drizzle.__drizzle_migrations where hash = 'later'`;
	await close();
	await expect(restore(target, newer)).rejects.toThrow(/^This backup is of a newer Stairwell/);
	expect(await tablesOf(target)).toBe(0);
});
