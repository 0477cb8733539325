import { mayDecideOn } from '../../domain/account.ts';
import type { Member } from '../../domain/member.ts';
import { isConfirmed, isSteward } from '../../domain/member.ts';
import type { Db } from '../db/connect.ts';
import type { Person } from './queries.ts';
import { findPerson, listPeople } from './queries.ts';

export type ShownPerson = Pick<Person, 'id' | 'name' | 'door' | 'status' | 'roles'>;

function maySee(viewer: Member, person: Person): boolean {
	if (!isConfirmed(viewer) || person.buildingId !== viewer.buildingId) return false;
	if (person.status === 'confirmed') return true;
	return person.status === 'waiting' ? mayDecideOn(viewer, person) : isSteward(viewer);
}

/** The neighbours that somebody may see: those let in; who waits, for those who decide; who left, for stewards. */
export async function listPeopleFor(db: Db, viewer: Member): Promise<ShownPerson[]> {
	const people = await listPeople(db, viewer.buildingId);
	return people.filter((person) => maySee(viewer, person)).map(shown);
}

export async function findPersonFor(db: Db, viewer: Member, id: string): Promise<ShownPerson | null> {
	const person = await findPerson(db, viewer.buildingId, id);
	return person && maySee(viewer, person) ? shown(person) : null;
}

function shown({ id, name, door, status, roles }: Person): ShownPerson {
	return { id, name, door, status, roles };
}
