import type { Category } from '#lib/domain/listing.ts';
import type { PostWords } from './words.ts';

/** What one chooses between first, and what the line may say for each. */
export function choicesOf(words: PostWords) {
	const examples: Record<string, string> = {
		medicine: words.exampleMedicine,
		item: words.exampleItem,
		help: words.exampleHelp,
	};
	return {
		directions: [
			{ value: 'offer', label: words.offer },
			{ value: 'ask', label: words.ask },
		],
		categories: [
			{ value: 'food', icon: 'food', label: words.categoryFood },
			{ value: 'medicine', icon: 'medicine', label: words.categoryMedicine },
			{ value: 'item', icon: 'item', label: words.categoryItem },
			{ value: 'help', icon: 'help', label: words.categoryHelp },
		] as const satisfies readonly { value: Category; icon: Category; label: string }[],
		examples,
	};
}
