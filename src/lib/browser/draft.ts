import { dropKept } from './kept-here.ts';

/** What somebody typed and has not sent, in this tab only: it survives a reload and ends with the tab. */
export type Draft = Record<string, string>;

const PREFIX = 'draft:';

/** Browsers that keep nothing (private windows, some chat apps) throw at the first touch: then there is no draft. */
function store(): Storage | null {
	try {
		return window.sessionStorage;
	} catch {
		return null;
	}
}

export function readDraft(name: string): Draft | null {
	const kept = store()?.getItem(PREFIX + name);
	if (!kept) return null;
	try {
		const draft: unknown = JSON.parse(kept);
		if (typeof draft !== 'object' || draft === null) return null;
		return Object.fromEntries(
			Object.entries(draft).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
		);
	} catch {
		return null; // cut short by a full store: as good as none
	}
}

export function keepDraft(name: string, draft: Draft): void {
	try {
		store()?.setItem(PREFIX + name, JSON.stringify(draft));
	} catch {
		dropDraft(name); // a full store keeps nothing rather than something old
	}
}

export function dropDraft(name: string): void {
	store()?.removeItem(PREFIX + name);
}

/** For signing out: whoever uses this tab next reads nobody's words. */
export function dropDrafts(): void {
	const kept = store();
	for (const name of Object.keys(kept ?? {})) if (name.startsWith(PREFIX)) kept?.removeItem(name);
	dropKept();
}
