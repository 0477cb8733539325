import type { BuyState } from '../../domain/group-buy.ts';
import type { BuyNumbers } from '../../domain/group-buy-view.ts';
import { casesFor } from '../../domain/share-out.ts';
import type { Sql } from '../db/connect.ts';

type Row = {
	id: string;
	audience: string;
	joined: string[];
	state: BuyState;
	households: number;
	totalMinor: string;
	closesAt: Date;
	lines: { id: string; ordered: number; flex: number; caseSize: number; cap: number | null }[] | null;
};

/** The new numbers of group buys – of all sides together, nobody's in particular – and who may hear them. */
export async function listBuyNumbers(
	sql: Sql,
	ids: string[],
): Promise<{ audiences: string[]; numbers: BuyNumbers }[]> {
	const rows = await sql<Row[]>`
		select b.id, audience, state, households, total_minor as "totalMinor", closes_at as "closesAt",
			array(select 'b:' || s.building_id from group_buy_sides s where s.group_buy_id = b.id and s.state = 'joined'
				and s.building_id <> b.building_id) as joined,
			(select json_agg(json_build_object('id', l.id, 'ordered', l.ordered, 'flex', l.flex, 'caseSize', l.case_size,
				'cap', l.cap) order by l.position) from group_buy_lines l where l.group_buy_id = b.id) as lines
		from group_buys b where b.id = any(${ids}::uuid[]) and state <> 'draft'`;
	return rows.map(({ audience, joined, lines, closesAt, totalMinor, ...buy }) => ({
		audiences: [...new Set([audience, ...joined])],
		numbers: {
			...buy,
			totalMinor: Number(totalMinor),
			closesAt: new Date(closesAt).toISOString(),
			lines: (lines ?? []).map(({ caseSize, cap, ...line }) => ({
				...line,
				...casesFor(line.ordered, line.flex, caseSize),
				remaining: cap === null ? null : cap - line.ordered,
			})),
		},
	}));
}
