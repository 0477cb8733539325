/** What is said at a field left empty, and where nothing was chosen: in the page's language, as the browser's own words may not be. */
export type MissingWords = { fill: string; choose: string };

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const isField = (it: EventTarget | null): it is Field => it instanceof HTMLElement && 'validity' in it;

/** Gives the browser these words for what is required, and says them aloud; answers with a way to stop. */
export function sayMissing(words: MissingWords): () => void {
	const aloud = document.createElement('p');
	aloud.className = 'visually-hidden';
	aloud.setAttribute('role', 'alert');
	document.body.append(aloud);
	const invalid = ({ target }: Event) => {
		if (!isField(target) || !target.validity.valueMissing) return;
		const said = target.type === 'radio' ? words.choose : words.fill;
		target.setCustomValidity(said);
		// One form may name many; the browser goes to the first.
		aloud.textContent ||= said;
	};
	// Before the browser looks again: whoever fills a field by a button types nothing.
	const clear = ({ target }: Event) => {
		if (!(target instanceof Element)) return;
		aloud.textContent = '';
		const form = target.closest('button')?.form ?? target.closest('form');
		for (const field of form?.elements ?? []) if (isField(field)) field.setCustomValidity('');
	};
	addEventListener('invalid', invalid, true);
	for (const event of ['input', 'click']) addEventListener(event, clear, true);
	return () => {
		removeEventListener('invalid', invalid, true);
		for (const event of ['input', 'click']) removeEventListener(event, clear, true);
		aloud.remove();
	};
}
