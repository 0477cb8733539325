import { isOver, isReached, missingTo, takesOrders } from '../../domain/group-buy.ts';
import type { LineView, MinimumView } from '../../domain/group-buy-view.ts';
import { isConfirmed, isHelper, type Member } from '../../domain/member.ts';
import { casesFor } from '../../domain/share-out.ts';
import type { Db } from '../db/connect.ts';
import { findParty } from '../listing/queries.ts';
import { asksFor, roleOf, sideOf } from './access.ts';
import { listBuildingNames } from './people-queries.ts';
import { listComments, listEvents, type BuyRow, type LineRow } from './queries.ts';
import { owedOf, type ReadBuy } from './read.ts';

/** What member's page and desk have in common. */
export async function sharedView(db: Db, read: ReadBuy, viewer: Member, now: Date) {
	const { buy, lines, helpers } = read;
	const [events, comments, organiser, buildings] = await Promise.all([
		listEvents(db, buy.id),
		listComments(db, buy.id),
		findParty(db, buy.organiserId),
		listBuildingNames(db, [buy.buildingId]),
	]);
	const mayName = (buildingId: string | null) =>
		isConfirmed(viewer) && buildingId === viewer.buildingId && buy.forgottenAt === null;
	const role = roleOf(read, viewer);
	const open = takesOrders(buy, now);
	return {
		id: buy.id,
		title: buy.title,
		details: buy.details,
		state: buy.state,
		currency: buy.currency,
		opensAt: buy.opensAt,
		closesAt: buy.closesAt,
		takesOrders: open,
		scope: buy.scope,
		supplier: buy.supplier,
		feeMinor: buy.feeMinor,
		discountMinor: buy.discountMinor,
		marginMinor: buy.marginMinor,
		feeRule: buy.feeRule,
		shortageRule: buy.shortageRule,
		payWhen: buy.payWhen,
		payment: buy.payment,
		paymentPhoto: buy.paymentPhotoId,
		numberOrder: buy.numberOrder,
		pickupPlace: buy.pickupPlace,
		pickupText: buy.pickupText,
		minimumMinor: buy.minimumMinor,
		minimumUnits: buy.minimumUnits,
		minimumHouseholds: buy.minimumHouseholds,
		minimum: minimumOf(buy),
		missed: buy.state === 'open' && buy.closesAt <= now && !isReached(buy, buy),
		households: buy.households,
		units: buy.units,
		totalMinor: buy.totalMinor,
		billedMinor:
			buy.allocatedAt === null || isOver(buy.state)
				? null
				: read.orders.reduce((sum, it) => sum + owedOf(read, it.id).dueMinor, 0),
		lines: lines.map(lineView),
		organiser:
			organiser?.name && mayName(organiser.buildingId)
				? { name: organiser.name, door: organiser.door }
				: null,
		building: buildings.get(buy.buildingId) ?? '',
		log: events.map(({ at, kind, reason, name, buildingId }) => ({
			at,
			kind,
			reason,
			by: mayName(buildingId) ? name : null,
		})),
		comments: comments.map(({ id, text, createdAt, writtenBy, name, door, buildingId, actedBy, helper }) => ({
			id,
			text,
			createdAt,
			...(mayName(buildingId) && (actedBy === null || isHelper(viewer) || writtenBy === viewer.id)
				? { name, door, helper }
				: { name: null, door: null, helper: null }),
			helped: actedBy !== null,
			own: writtenBy === viewer.id,
		})),
		may: {
			order: open && sideOf(read, viewer) !== null,
			pay: !['draft', 'failed', 'cancelled'].includes(buy.state),
			manage: role !== null && role !== 'steward',
			approve: asksFor(buy, viewer),
			share: isConfirmed(viewer) && buy.state !== 'draft',
			comment: buy.state !== 'draft',
			takeOver: helpers.some((it) => it.residentId === viewer.id && it.task === 'organiser'),
		},
		shareCode: buy.shareCode,
	};
}

export function minimumOf(buy: BuyRow): MinimumView {
	return { ...missingTo(buy, buy), reached: isReached(buy, buy) };
}

export function lineView(line: LineRow): LineView {
	const { id, title, unit, priceMinor, caseSize, cap, least, most, step, weighed, keepCold } = line;
	const { ordered, flex, arrived, invoiceMinor, substitute } = line;
	return {
		...{ id, title, unit, priceMinor, caseSize, cap, least, most, step, weighed, keepCold },
		photo: line.photoId,
		...{ ordered, flex, ...casesFor(ordered, flex, caseSize) },
		remaining: cap === null ? null : cap - ordered,
		...{ arrived, invoiceMinor, substitute },
	};
}
