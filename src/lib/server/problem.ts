import { m } from '../i18n/paraglide/messages.js';
import type { StepRefusal } from '../domain/handover-step.ts';
import type { ClaimRefusal } from '../domain/handover.ts';
import type { DraftRefusal as BuyDraftRefusal } from '../domain/group-buy-draft.ts';
import type { StepRefusal as BuyStepRefusal } from '../domain/group-buy-steps.ts';
import type { OrderRefusal } from '../domain/group-buy.ts';
import type { PostRefusal } from '../domain/listing.ts';
import type { DoorsProblem } from '../domain/household.ts';
import type { PhotoRefusal } from '../domain/photo.ts';
import type { CountRefusal, LeaveRefusal, TakeRefusal, UndoRefusal, WishRefusal } from '../domain/corner.ts';
import type { PeopleRefusal } from '../domain/people.ts';
import type { AccountRefusal } from '../domain/account.ts';
import type { KeyRefusal } from './installation/once.ts';

export type FieldProblem =
	| 'field.required'
	| 'field.too_long'
	| 'field.too_short'
	| 'field.not_text'
	| 'field.not_a_number'
	| 'field.out_of_range'
	| 'field.unknown_choice'
	| 'field.not_a_day'
	| 'field.not_a_time'
	| 'field.not_an_id';

export type RequestProblem =
	| 'not_found'
	| 'not_signed_in'
	| 'forbidden'
	| 'unexpected'
	| 'key.missing'
	| 'form.unreadable'
	| 'body.too_large'
	| 'body.unsupported'
	| 'origin.foreign'
	| 'host.unknown'
	| 'limit.reached';

export type MoreRefusal =
	| 'choose.too_much'
	| 'choose.not_waiting'
	| 'give.more_than_free'
	| 'give.household_unknown'
	| 'give.only_offers'
	| 'urgency.reason_missing'
	| 'report.already'
	| 'share.not_for_door'
	| 'push.endpoint_refused'
	| 'handover.thanked'
	| 'webhook.url_refused'
	| 'mail.address_unreadable'
	| 'acting.not_allowed'
	| 'acting.unclear'
	| PeopleRefusal;

export type ProblemCode =
	| FieldProblem
	| RequestProblem
	| MoreRefusal
	| ClaimRefusal
	| StepRefusal
	| PostRefusal
	| BuyDraftRefusal
	| OrderRefusal
	| BuyStepRefusal
	| PhotoRefusal
	| DoorsProblem
	| AccountRefusal
	| CountRefusal
	| LeaveRefusal
	| TakeRefusal
	| UndoRefusal
	| WishRefusal
	| KeyRefusal;

type Key<C extends string> = C extends `${infer Head}.${infer Tail}`
	? `problem_${Head}_${Tail}`
	: `problem_${C}`;
type Sentence = (inputs: Record<string, string | number>) => string;

// A code without its sentence is a type error here.
const sentences: Record<Key<ProblemCode>, unknown> = m;

/** The sentence for a code, in the language of this request. `detail` fills the numbers and words it names. */
export function problemText(code: ProblemCode, detail: Record<string, string | number> = {}): string {
	const key = `problem_${code.replace('.', '_')}` as Key<ProblemCode>;
	return (sentences[key] as Sentence)(detail);
}
