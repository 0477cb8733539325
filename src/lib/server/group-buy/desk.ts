import { lineTotal } from '../../domain/group-buy-bill.ts';
import { stepsFrom } from '../../domain/group-buy-steps.ts';
import { HELP_TASKS, type HelpTask } from '../../domain/group-buy.ts';
import type { DeskView, OrderRow, SideView } from '../../domain/group-buy-desk-view.ts';
import { openBalances, type Balance } from '../../domain/group-buy-ledger.ts';
import { isConfirmed, type Member } from '../../domain/member.ts';
import { casesFor } from '../../domain/share-out.ts';
import { listPeopleNames } from '../building/queries.ts';
import type { Db } from '../db/connect.ts';
import { findKnown, managed, mayDo, roleOf } from './access.ts';
import { asBillLine, sharesOf, unitsToOrder } from './bills.ts';
import { awayOf, listBalances } from './book-queries.ts';
import { moveRows, paymentRows } from './desk-money.ts';
import { listPayments } from './payment-queries.ts';
import { listProblems } from './problem-queries.ts';
import { listNeighbours } from './people-queries.ts';
import { type LineRow } from './queries.ts';
import { byDoor } from './steps.ts';
import { owedOf, pickupOf, readBuy, type ReadBuy } from './read.ts';
import { sharedView } from './shared-view.ts';

/** The organiser's desk, cut to what this person runs or helps with; null where there is no desk for them. */
export async function findDesk(db: Db, viewer: Member, id: string, now: Date): Promise<DeskView | null> {
	const known = await findKnown(db, id);
	const role = known && roleOf(known, viewer);
	if (!known || !role) return null;
	const read = await readBuy(db, known);
	const { buy, helpers, lines } = read;
	const runs = role === 'organiser' || role === 'side';
	const money = runs || helpers.some((it) => it.residentId === viewer.id && it.task === 'money');
	const [shared, balances, payments, problems, neighbours] = await Promise.all([
		sharedView(db, read, viewer, now),
		listBalances(db, id),
		listPayments(db, id),
		listProblems(db, id),
		runs ? listNeighbours(db, viewer.buildingId) : [],
	]);
	const orders = await withHelpers(db, read, ordersFor(read, viewer, money));
	const mine = new Set(orders.map((it) => it.id));
	const sideIds = new Set(managed(read, viewer).map((it) => it.id));
	const names = new Map(read.sides.map((side) => [side.id, side.name]));
	const named = ({ account, sideId, amountMinor }: Balance) => ({
		account,
		side: sideId === null ? null : (names.get(sideId) ?? null),
		amountMinor,
	});
	const ownBooks = balances.filter(
		(it) => it.sideId === null || role === 'organiser' || sideIds.has(it.sideId),
	);
	return {
		...shared,
		steps: role === 'organiser' ? stepsFrom(buy.state) : [],
		role,
		tasks: tasksOf(read, viewer),
		openAskedAt: buy.openAskedAt,
		approved: buy.approvedAt !== null,
		sides: sidesFor(read, viewer, balances),
		orders,
		supply: lines.map(supplyOf),
		allocated: buy.allocatedAt !== null,
		payments: money ? await paymentRows(db, payments, read, viewer, mine) : [],
		moves: runs && money && buy.state !== 'settled' ? await moveRows(db, read, viewer) : [],
		books: money ? ownBooks.filter((it) => it.amountMinor !== 0).map(named) : [],
		open: money ? openBalances(ownBooks, awayOf(read.sides)).map(named) : [],
		problems: problems.filter((it) => mine.has(it.orderId)),
		helpers: helpers.map(({ residentId, name, door, task }) => ({ residentId, name, door, task })),
		neighbours: neighbours.filter((it) => it.id !== viewer.id),
		pickup: pickupStand(orders),
		someonePaid: payments.some((it) => it.kind === 'payment'),
	};
}

/** Who ordered for somebody: at the desk it is said for whom and by whom. */
async function withHelpers(db: Db, { orders }: ReadBuy, rows: OrderRow[]): Promise<OrderRow[]> {
	const by = new Map(orders.filter((it) => it.changedFor !== null).map((it) => [it.id, it.changedBy ?? '']));
	const people = await listPeopleNames(
		db,
		[...by.values()].filter((id) => id !== ''),
	);
	return rows.map((row) => ({
		...row,
		helper: people.find(({ id }) => id === by.get(row.id))?.name ?? null,
	}));
}

function tasksOf(read: ReadBuy, viewer: Member): HelpTask[] {
	return HELP_TASKS.filter((task) =>
		managed(read, viewer).some((side) => mayDo(read, viewer, task, side.id)),
	);
}

/** Every order of the sides this viewer runs, by number where there is one, else by door. */
export function ordersFor(read: ReadBuy, viewer: Member, money: boolean): OrderRow[] {
	const { buy, lines, orders } = read;
	const sideIds = new Set(managed(read, viewer).map((side) => side.id));
	const lineIds = new Map(lines.map((line) => [line.position, line.id]));
	const preview = buy.state === 'arrived' && buy.allocatedAt === null ? sharesOf(buy, lines, orders) : null;
	return orders
		.filter((order) => sideIds.has(order.sideId))
		.sort((a, b) => (a.pickupNumber ?? 0) - (b.pickupNumber ?? 0) || byDoor(a, b))
		.map((order) => ({
			id: order.id,
			sideId: order.sideId,
			door: order.door,
			floor: order.floor,
			entrance: order.entrance,
			name: order.householdId === null ? '' : order.name,
			helper: null,
			number: order.pickupNumber,
			note: order.note,
			placedAt: order.placedAt,
			lines: order.lines.map(([position, quantity, flex, substitute, received, packed]) => {
				const lineId = lineIds.get(position)!;
				const would = preview?.get(order.id)?.get(lineId) ?? null;
				return {
					...{ lineId, quantity, flex, received },
					substitute: substitute === 1,
					preview: would,
					packed: packed === 1,
				};
			}),
			...(money
				? owedOf(read, order.id)
				: { dueMinor: 0, paidMinor: 0, saidMinor: 0, keptMinor: 0, balanceMinor: 0 }),
			packed: order.packedAt !== null,
			pickup: pickupOf(order),
			collectedAt: order.collectedAt,
			residentId: order.orderedBy,
		}));
}

/** What to order of a line: full cases, and single pieces beyond them; what a begun case still lacks. */
export function supplyOf(line: LineRow): DeskView['supply'][number] {
	const { cases, missing } = casesFor(line.ordered, line.flex, line.caseSize);
	const units = unitsToOrder(line);
	return {
		lineId: line.id,
		title: line.title,
		unit: line.unit,
		units,
		cases,
		pieces: Math.max(0, line.ordered - cases * line.caseSize),
		missing,
		totalMinor: lineTotal({ ...asBillLine(line), totalMinor: null }, units),
	};
}

function sidesFor(read: ReadBuy, viewer: Member, balances: readonly Balance[]): SideView[] {
	const { buy, sides, orders } = read;
	const own = new Set(managed(read, viewer).map((side) => side.id));
	const runs = isConfirmed(viewer) && viewer.id === buy.organiserId;
	return sides.map((side) => {
		const its = orders.filter((order) => order.sideId === side.id);
		const sums = its.map((order) => owedOf(read, order.id));
		const outside = side.state === 'joined' && side.buildingId === null;
		const due = sums.reduce((sum, it) => sum + it.dueMinor, 0);
		const open = balances.find((it) => it.account === 'side' && it.sideId === side.id)?.amountMinor ?? 0;
		const paid = sums.reduce((sum, it) => sum + it.paidMinor, 0);
		const paidOutside = buy.allocatedAt === null ? -open : due - open;
		return {
			id: side.id,
			name: side.name,
			state: side.state,
			home: side.position === 0,
			outside,
			own: own.has(side.id),
			households: its.length,
			units: its.reduce((sum, it) => sum + it.lines.reduce((all, line) => all + line[1], 0), 0),
			dueMinor: due,
			// What another side has collected from its own households is its own business.
			paidMinor: own.has(side.id) ? (outside ? paidOutside : paid) : 0,
			link: side.code !== null && (runs || own.has(side.id)) ? `/group-buys/join/${side.code}` : null,
		};
	});
}

function pickupStand(orders: readonly OrderRow[]): DeskView['pickup'] {
	const numbers = (state: OrderRow['pickup']) =>
		orders.filter((it) => it.pickup === state && it.number !== null).map((it) => it.number!);
	const waiting = numbers('waiting');
	return {
		next: waiting[0] ?? null,
		called: numbers('called'),
		waiting: waiting.length,
		skipped: numbers('skipped'),
		collected: orders.filter((it) => ['collected', 'left', 'signed'].includes(it.pickup)).length,
	};
}
