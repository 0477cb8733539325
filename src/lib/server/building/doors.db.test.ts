import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../../../tests/database.ts';
import { sends } from '../../../../tests/listings.ts';
import { aHouse } from '../../../../tests/people.ts';
import { findMemberById } from '../account/queries.ts';
import { pasteDoors, splitHousehold } from './doors.ts';

const at = useDatabase();

describe('doors', () => {
	it('are pasted from a spreadsheet, twice without doubles, with people only where they agreed', async () => {
		const { steward, wang } = await aHouse(at.db);
		const text = '门牌\t称呼\t人数\n3-101\t孙奶奶\t2\n3-102\n1-102\t王姐\t4';
		expect(await pasteDoors(at.db, wang, { text, agreed: null }, sends(wang))).toMatchObject({
			code: 'not_found',
		});
		const paste = (agreed: 'door' | null) => pasteDoors(at.db, steward, { text, agreed }, sends(steward));
		expect(await paste(null)).toMatchObject({ value: { doors: 2, people: 0 } });
		// Somebody of that name lives behind 1-102 already.
		expect(await paste('door')).toMatchObject({ value: { doors: 0, people: 1 } });
		expect(await paste('door')).toMatchObject({ value: { doors: 0, people: 0 } });
		const [home] = await at.sql<
			{ people: number }[]
		>`select people from households where id = ${wang.householdId}`;
		expect(home!.people).toBe(4);
	});

	it('are split where families share a flat; who lives there stays in A', async () => {
		const { steward, wang } = await aHouse(at.db);
		const split = (door: string, into: number) =>
			splitHousehold(at.db, steward, { door, into }, sends(steward));
		expect(await split('1-102', 2)).toMatchObject({ value: { doors: ['1-102-A', '1-102-B'] } });
		expect(await findMemberById(at.db, wang.id)).toMatchObject({
			door: '1-102-A',
			householdId: wang.householdId,
		});
		expect(await split('1-102', 2)).toMatchObject({ code: 'door.unknown' });
		expect(await split('1-102-A', 2)).toMatchObject({ code: 'door.cannot_split' });
	});
});
