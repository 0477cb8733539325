// Run in the page: each stands alone.

/** What sticks out furthest, for the message of a failing test. */
export function widest(): string {
	const right = (element: Element) => element.getBoundingClientRect().right;
	const all = [...document.querySelectorAll('main *')].sort((a, b) => right(b) - right(a));
	return all
		.slice(0, 3)
		.map((element) => element.outerHTML.slice(0, 120))
		.join(' | ');
}

/** Targets and words that are too small for this size, as WCAG and China's rules for elders count them. */
export function tooSmall(least: { target: number; text: number }): string[] {
	const found: string[] = [];
	const isSeen = (element: Element): boolean => {
		const { width, height } = element.getBoundingClientRect();
		const style = getComputedStyle(element);
		return width > 1 && height > 1 && style.visibility === 'visible' && Number(style.opacity) > 0;
	};
	// A link within a sentence is as high as its line, and allowed to be (WCAG 2.5.8, inline).
	const isInline = (element: Element): boolean =>
		element.tagName === 'A' && getComputedStyle(element).display === 'inline';
	for (const element of document.querySelectorAll('a[href], button, summary, select, textarea, input')) {
		if (!isSeen(element) || isInline(element) || element.closest('.visually-hidden, .skip')) continue;
		// A box of one's own is tapped anywhere on its label.
		const target = element.matches('[type=checkbox], [type=radio], [type=file]')
			? (element.closest('label') ?? element)
			: element;
		const { width, height } = target.getBoundingClientRect();
		if (height < least.target - 0.5 || width < least.target - 0.5)
			found.push(`${Math.round(width)}×${Math.round(height)} ${target.outerHTML.slice(0, 90)}`);
	}
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const seen = new Set<string>();
	while (walker.nextNode()) {
		const parent = walker.currentNode.parentElement!;
		if (!walker.currentNode.textContent?.trim() || !isSeen(parent)) continue;
		if (parent.closest('script, style, noscript, svg, .visually-hidden, .skip, option, datalist, code'))
			continue;
		const size = parseFloat(getComputedStyle(parent).fontSize);
		const what = `${size} px ${parent.tagName}.${parent.className}`;
		if (size < least.text - 0.1 && !seen.has(what)) found.push(what);
		seen.add(what);
	}
	return found.slice(0, 6);
}

/** What stands there in the colour of the one main action; 长辈版 has one a page. */
export function mainActions(): string[] {
	return [...document.querySelectorAll('.button:not(.quiet):not(.danger), a.post')]
		.filter((it) => it.checkVisibility() && !it.matches(':disabled'))
		.map((it) => it.textContent?.trim() ?? '');
}

/** Everything that is folded away, so that it is looked at too. */
export function unfoldAll(): void {
	for (const fold of document.querySelectorAll('details')) fold.open = true;
}
