import { expect } from 'vitest';
import sharp from 'sharp';
import { setUpBuilding, type Building, type TestStairwell } from '../stairwell.ts';
import { madeId, type Answer, type Visitor } from '../visitor.ts';
import type { People, Things } from './kinds.ts';

/** A building with everybody in it of whom the table speaks, and one of each thing. */
export async function aHouseFull(stairwell: TestStairwell): Promise<Things> {
	const people = {} as People;
	const building = await setUpBuilding(stairwell);
	people.nobody = stairwell.visitor();
	people.operator = building.steward;
	people.steward = await building.neighbour('1-301', '陈楼长二号');
	// The first one lays the office down, and is the operator alone from here on.
	await building.steward.send(`/building/people/${people.steward.id}?/handOver`, {});
	people.volunteer = await admitted(people, building, '1-302', '志', 'volunteer');
	people.poster = await admitted(people, building, '1-201', '李');
	people.neighbour = await admitted(people, building, '2-202', '王');
	people.relative = await relativeOf(stairwell, people.neighbour, '王家女儿');
	people.newcomer = await building.neighbour('2-303', '新', { waits: true });
	people.newcomer.id = await idOf(people, '新');
	people.former = await building.neighbour('2-404', '走', { waits: true });
	await people.steward.send('/building/people?/refuse', {
		resident: await idOf(people, '走'),
		reason: '搬走了',
	});
	people.stranger = await anotherBuilding(stairwell);
	const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#7a4' } })
		.jpeg()
		.toBuffer();
	const listing = madeId(
		await people.poster.send('/listings/new', {
			direction: 'offer',
			category: 'food',
			title: '半棵白菜',
			quantity: 3,
			photos: new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }),
		}),
	);
	const handover = madeId(await people.neighbour.send(`/listings/${listing}?/claim`, { quantity: 1 }));
	const page = await (await people.poster.open(`/listings/${listing}`)).text();
	const photo = /\/photos\/([0-9a-f-]{36})/.exec(page)![1]!;
	await people.poster.send(`/listings/${listing}?/share`, {});
	const corner = `/corners/${madeId(await people.steward.send('/corners/new', { place: '一楼', guests: 'yes' }))}`;
	await people.poster.send(`${corner}?/leave`, {
		title: '大米',
		photo: new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }),
	});
	const poster = await (await people.steward.open(`${corner}/poster`)).text();
	const cornerCode = /\/c\/[\w-]{20,}/.exec(poster)![0];
	const shelf = await people.poster.read<{ items: { photo: string }[] }>(corner);
	const cornerPhoto = shelf.items[0]!.photo;
	const share = /\/s\/[\w-]{20,}/.exec(await (await people.poster.open(`/listings/${listing}`)).text())![0];
	return {
		people,
		joinCode: building.joinCode,
		picture: new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }),
		...{ listing, handover, photo, share, corner, cornerCode, cornerPhoto },
		...(await buyTogether(people)),
	};
}

/** One on its way to the door, with an invitation and a link for the chat; and one that is only a draft. */
async function buyTogether({ poster, neighbour, steward }: People) {
	const menu = { title: '蔬菜团', 'lines.0.title': '土豆', 'lines.0.price': '12.8' };
	const begun = async () => madeId(await poster.send('/group-buys/new', menu).then(withoutDesk));
	const draft = await begun();
	const buy = await begun();
	const at = (action: string) => `/group-buys/${buy}/manage?/${action}`;
	await poster.send(at('open'), {});
	await steward.send(at('approve'), {});
	const { lines } = await neighbour.read<{ lines: { id: string }[] }>(`/group-buys/${buy}`);
	await neighbour.send(`/group-buys/${buy}?/order`, { [`lines.${lines[0]!.id}.quantity`]: 2 });
	await poster.send(at('invite'), { name: '隔壁' });
	const invitation = /\/group-buys\/join\/[\w-]{20,}/.exec(
		await (await poster.open(`/group-buys/${buy}/manage`)).text(),
	)![0];
	await poster.send(`/group-buys/${buy}?/share`, {});
	const buyShare = /\/s\/[\w-]{20,}/.exec(await (await poster.open(`/group-buys/${buy}`)).text())![0];
	for (const action of ['lock', 'ordered', 'arrived', 'allocate', 'pickup'])
		await poster.send(at(action), {});
	return { draft, buy, invitation, buyShare };
}

/** A new one leads to its desk. */
function withoutDesk(answer: Answer): Answer {
	return answer.type === 'redirect'
		? { ...answer, location: answer.location.replace(/\/manage$/, '') }
		: answer;
}

async function idOf(people: People, name: string): Promise<string> {
	const { people: all } = await people.steward.read<{ people: { id: string; name: string }[] }>(
		'/building/people',
	);
	return all.find((it) => it.name === name)!.id;
}

/** Joins, and is let in by the steward of the day. */
async function admitted(
	people: People,
	building: Building,
	door: string,
	name: string,
	role?: string,
): Promise<Visitor> {
	const who = await building.neighbour(door, name, { waits: true });
	who.id = await idOf(people, name);
	await people.steward.send('/building/people?/admit', { resident: who.id });
	if (role) await people.steward.send('/building/people?/role', { resident: who.id, role });
	return who;
}

/** Comes in by a link that the household made. */
async function relativeOf(stairwell: TestStairwell, host: Visitor, name: string): Promise<Visitor> {
	const made = await host.send('/me/household?/invite', {});
	const address = made.type === 'success' ? (made.data as { address: string }).address : '';
	const who = stairwell.visitor();
	const entered = await who.send(new URL(address).pathname, { name });
	expect(entered.type).toBe('redirect');
	return who;
}

/** A second building of the installation has no form yet (a later issue): it is written where forms would write it. */
async function anotherBuilding(stairwell: TestStairwell): Promise<Visitor> {
	const { connect } = await import('#lib/server/db/connect.ts');
	const { findRunningDatabase } = await import('#lib/server/db/running.ts');
	const { aBuilding } = await import('../../people.ts');
	const { db, close } = connect(findRunningDatabase(stairwell.app.options.dataFolder)!, { max: 1 });
	const other = await aBuilding(db, { joining: 'by_code' });
	await close();
	const who = stairwell.visitor();
	const joined = await who.send(`/join/${other.joinCode}`, { name: '隔壁', door: '1-101' });
	expect(joined.type).toBe('redirect');
	return who;
}
