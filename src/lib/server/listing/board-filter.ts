import { CATEGORIES, DIRECTIONS, SCOPES } from '../../domain/listing.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { done, refused } from '../../domain/outcome.ts';
import { type BoardFilter, readCursor } from './board.ts';

/** Longer searches find nothing that a shorter one would not. */
const LONGEST = 100;

/** What the address of the board asks for. Absent or empty means all; a word that we do not know is refused, not guessed. */
export function readFilter(query: URLSearchParams): Outcome<BoardFilter, 'field.unknown_choice'> {
	const one = <O extends string>(field: string, options: readonly O[]) => {
		const typed = query.get(field)?.trim() ?? '';
		return typed === ''
			? null
			: (options.find((option) => option === typed) ?? refused('field.unknown_choice', { field }));
	};
	const [direction, category, scope] = [
		one('direction', DIRECTIONS),
		one('category', CATEGORIES),
		one('scope', SCOPES),
	];
	if (isRefusal(direction)) return direction;
	if (isRefusal(category)) return category;
	if (isRefusal(scope)) return scope;
	const typed = query.get('before') ?? '';
	const before = readCursor(typed);
	if (typed !== '' && before === null) return refused('field.unknown_choice', { field: 'before' });
	return done({
		direction,
		category,
		scope,
		q: [...(query.get('q') ?? '').trim()].slice(0, LONGEST).join(''),
		before,
	});
}

type Refused = ReturnType<typeof refused<'field.unknown_choice'>>;
function isRefusal<T extends string>(found: T | null | Refused): found is Refused {
	return found !== null && typeof found === 'object';
}
