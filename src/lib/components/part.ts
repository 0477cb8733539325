/**
 * A component that only some readers' pages have: in a page's universal `load`, so that the others don't fetch it and
 * the first HTML still has it.
 */
export async function part<T>(needed: unknown, fetch: () => Promise<{ default: T }>): Promise<T | null> {
	return needed ? (await fetch()).default : null;
}
