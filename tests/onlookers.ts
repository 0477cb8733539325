import { beforeAll } from 'vitest';
import type { Member } from '#lib/domain/member.ts';
import { claim } from '#lib/server/listing/claim.ts';
import { findHandoverView } from '#lib/server/listing/handover-view.ts';
import { takeStep } from '#lib/server/listing/step.ts';
import { findListingView } from '#lib/server/listing/view.ts';
import type { TestDatabase } from './database.ts';
import { later, MORNING, sends } from './listings.ts';
import { aBuilding, aNeighbour } from './people.ts';

type Who =
	| 'wang'
	| 'wangsSon'
	| 'li'
	| 'lisWife'
	| 'zhao'
	| 'newcomer'
	| 'steward'
	| 'volunteer'
	| 'nextDoor'
	| 'stranger';
const NOW = later(MORNING, 1);

/** One of every kind of onlooker, and what each of them sees. */
export function useOnlookers(database: Pick<TestDatabase, 'db'>) {
	const people = {} as Record<Who, Member>;
	beforeAll(async () => {
		const { db } = database;
		const building = await aBuilding(db);
		const other = await aBuilding(db, { community: building.communityId, name: '对面楼' });
		const foreign = await aBuilding(db, { name: '别的小区' });
		people.wang = await aNeighbour(db, building, '2-101', { name: '王阿姨' });
		people.wangsSon = await aNeighbour(db, building, '2-101', { name: '小王' });
		people.li = await aNeighbour(db, building, '1-201', { name: '李明' });
		people.lisWife = await aNeighbour(db, building, '1-201', { name: '李太太' });
		people.zhao = await aNeighbour(db, building, '1-302', { name: '赵敏' });
		people.newcomer = await aNeighbour(db, building, '1-303', { name: '新邻居', status: 'waiting' });
		people.steward = await aNeighbour(db, building, '1-101', { name: '孙楼长', roles: ['steward'] });
		people.volunteer = await aNeighbour(db, building, '1-102', { name: '周志愿', roles: ['volunteer'] });
		people.nextDoor = await aNeighbour(db, other, '1-101', { name: '对面的人' });
		people.stranger = await aNeighbour(db, foreign, '1-101');
	});

	return {
		people,
		see: (viewer: Member, id: string) => findListingView(database.db, viewer, id, NOW),
		seeOne: (viewer: Member, id: string) => findHandoverView(database.db, viewer, id),
		async claims(by: Member, listingId: string, quantity = 1): Promise<string> {
			const outcome = await claim(database.db, by, { listingId, quantity, part: null }, sends(by));
			if (!outcome.ok) throw new Error(outcome.code);
			return outcome.value.id;
		},
		async step(
			by: Member,
			handoverId: string,
			taken: 'left' | 'missing' | 'receive' | 'release',
		): Promise<void> {
			const input = { handoverId, step: taken, reason: '', photo: null };
			const outcome = await takeStep(database.db, by, input, sends(by));
			if (!outcome.ok) throw new Error(outcome.code);
		},
	};
}

/** Every name and door that stands anywhere in an answer. */
export function mentions(answer: unknown): string[] {
	const text = JSON.stringify(answer);
	return ['王阿姨', '小王', '李明', '赵敏', '2-101', '1-201', '1-302'].filter((word) =>
		text.includes(`"${word}"`),
	);
}
