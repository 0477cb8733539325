/**
 * A reason not to start that is meant for the person at the keyboard: one sentence, printed without a stack.
 * The start file and the server live in different bundles, so the class is recognised by its name.
 */
export class StartRefusal extends Error {
	override readonly name = 'StartRefusal';
}

export function isStartRefusal(error: unknown): error is Error {
	return error instanceof Error && error.name === 'StartRefusal';
}
