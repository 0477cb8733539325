/** What a page says, in the order in which it stands, without what is hidden or only for the eye. */
export function pageText(main: HTMLElement): string[] {
	const pieces: string[] = [];
	const walk = (element: Element): void => {
		if (
			element.matches('[aria-hidden=true], [hidden], script, style, input, select, textarea, nav, noscript')
		)
			return;
		if (element instanceof HTMLElement && element.offsetParent === null && element !== main) return;
		const inline = Array.from(element.childNodes).some(
			(node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
		);
		if (inline) {
			const said = (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim();
			if (said !== '') pieces.push(said);
		} else for (const child of Array.from(element.children)) walk(child);
	};
	walk(main);
	return pieces;
}

/** Reads pieces one after another; answers false where this phone has no voice for the language. */
export async function readAloud(pieces: string[], lang: string, ended: () => void): Promise<boolean> {
	const voices = await voicesHere();
	const short = lang.slice(0, 2).toLowerCase();
	const voice = voices.find((it) => it.lang.replace('_', '-').toLowerCase().startsWith(short));
	if (!voice) return false;
	window.speechSynthesis.cancel();
	// One utterance a piece: Chrome falls silent in the middle of long ones.
	pieces.forEach((piece, i) => {
		const said = new SpeechSynthesisUtterance(piece);
		said.voice = voice;
		said.lang = voice.lang;
		said.rate = 0.9;
		if (i === pieces.length - 1) said.onend = ended;
		said.onerror = ended;
		window.speechSynthesis.speak(said);
	});
	return true;
}

export function fallSilent(): void {
	window.speechSynthesis.cancel();
}

/** The list comes late in Chrome; in some chat apps' browsers never. */
function voicesHere(): Promise<SpeechSynthesisVoice[]> {
	const known = window.speechSynthesis.getVoices();
	if (known.length > 0) return Promise.resolve(known);
	return new Promise((resolve) => {
		const tell = (): void => resolve(window.speechSynthesis.getVoices());
		window.speechSynthesis.addEventListener('voiceschanged', tell, { once: true });
		setTimeout(tell, 1000);
	});
}
