import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core';
import { residents } from '../account/table.ts';

export const key = () => uuid('id').primaryKey().defaultRandom();
export const instant = (name: string) => timestamp(name, { withTimezone: true });
export const money = (name: string) => bigint(name, { mode: 'number' });
export const person = (name: string) => uuid(name).references(() => residents.id);
