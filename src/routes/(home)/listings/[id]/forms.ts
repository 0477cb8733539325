import * as v from 'valibot';
import { NAME_LENGTH } from '#lib/domain/account.ts';
import { REPORT_KINDS } from '#lib/domain/order.ts';
import { DETAILS_LENGTH, MAX_QUANTITY, SHORT_LENGTH } from '#lib/domain/listing.ts';
import { choice, id, line, optionalId, text, time, whole, yesNo } from '#lib/server/form/fields.ts';

/** The fields of every form on a post's page. */
export const ClaimForm = v.object({ quantity: whole(1, MAX_QUANTITY, 1), part: optionalId });
export const ChooseForm = v.object({ handover: id });
export const GiveForm = v.object({
	household: line(40),
	quantity: whole(1, MAX_QUANTITY, 1),
	outside: text(NAME_LENGTH),
});
export const WithdrawForm = v.object({ reason: text(SHORT_LENGTH) });
export const UrgencyForm = (zone: string) =>
	v.object({ urgent: yesNo(false), neededBy: time(zone), reason: text(SHORT_LENGTH) });
export const HideForm = v.object({ reason: line(SHORT_LENGTH) });
export const CommentForm = v.object({ text: v.pipe(text(DETAILS_LENGTH), v.minLength(1, 'field.required')) });
export const ReportForm = v.object({ kind: choice(REPORT_KINDS, 'other'), reason: line(SHORT_LENGTH) });
export const ShareForm = v.object({});
