import { expect, it } from 'vitest';
import { useDatabase } from '../tests/database.ts';
import { aBuilding } from '../tests/people.ts';
import { benchPush } from '../tests/bench/push.ts';
const database = useDatabase();
it('bench', async () => {
	const building = await aBuilding(database.db, { doors: '1-101..1-3899' });
	const rows = await database.sql<{ id: string }[]>`
		insert into residents (household_id, building_id, name, status, quiet_from, quiet_to)
		select id, building_id, 'n', 'confirmed', 0, 0 from households, generate_series(1, 2) where building_id = ${building.id} limit 3800 returning id`;
	const f = await benchPush(database.db, rows.map((r) => r.id));
	console.log(rows.length, JSON.stringify(f), 'ratio', f.ours.rate / f.plain.rate, 'cpu', f.plain.cpu / f.ours.cpu);
	expect(1).toBe(1);
}, 300_000);
