import type { CallOutcome } from '#lib/domain/helping.ts';
import { recordCall, setCare } from '#lib/server/building/helping.ts';
import type { Chronicle } from './chronicle.ts';
import { played, sends } from './move-in.ts';
import type { Name } from './people.ts';

/** Who is called and looked in on: 吴桂芳, who has no phone of her own, and 何建国, who lives alone. */
export function tellOfCalls(story: Chronicle): void {
	const { db, cast } = story;
	const call = (by: Name, of: Name, hoursAgo: number, outcome: CallOutcome, note = '') =>
		story.scene(hoursAgo, `a call to ${of}`, (at) => {
			const input = { residentId: cast[of].id, outcome, note };
			return played(`a call to ${of}`, recordCall(db, cast[by], input, sends(cast[by].id, at)));
		});
	const care = (of: Name, buddy: Name, hoursAgo: number, everyHours: number) =>
		story.scene(hoursAgo, `${of} is looked in on`, (at) => {
			const input = { residentId: cast[of].id, alone: true, buddy: cast[buddy].id, everyHours };
			return played(`${of} is looked in on`, setCare(db, cast.zhou, input, sends(cast.zhou.id, at)));
		});

	care('wu', 'xiaoman', 24 * 6, 24);
	care('he', 'lin', 24 * 4, 48);
	call('ma', 'he', 27, 'no_answer');
	call('gao', 'he', 25, 'later', '在午睡，晚上再打');
	call('ma', 'wu', 2.2, 'agreed', '要一份豆芽，送到门口就行');
}
