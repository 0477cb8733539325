import { bigint, boolean, timestamp, uuid } from 'drizzle-orm/pg-core';
import { residents } from '../account/table.ts';

export const key = () => uuid('id').primaryKey().defaultRandom();
export const instant = (name: string) => timestamp(name, { withTimezone: true });
export const money = (name: string) => bigint(name, { mode: 'number' });
export const person = (name: string) => uuid(name).references(() => residents.id);
export const flag = (name: string) => boolean(name).notNull();
/** Counted up by the database: a place in a line, a row of a trail. */
export const count = (name: string) => bigint(name, { mode: 'number' });
