import * as v from 'valibot';
import { DETAILS_LENGTH, SHORT_LENGTH } from '#lib/domain/listing.ts';
import { id, line, text, yesNo } from '#lib/server/form/fields.ts';

/** The fields of the forms on a group buy's page. */
export const NothingForm = v.object({});
export const PaidForm = v.object({ amount: line(20), method: text(40), note: text(SHORT_LENGTH) });
export const ProblemForm = v.object({
	line: id,
	quantity: text(20),
	note: text(SHORT_LENGTH),
});
export const CommentForm = v.object({ text: v.pipe(text(DETAILS_LENGTH), v.minLength(1, 'field.required')) });
export const YesForm = v.object({ answer: yesNo(false) });
export const AnswerForm = v.object({ payment: id, answer: yesNo(true) });
