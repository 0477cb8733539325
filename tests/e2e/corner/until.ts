import { expect } from 'vitest';

/** Waits until it is so; fails where it is not after all that time. */
export async function until(true_: () => Promise<boolean>, within = 15_000): Promise<void> {
	const end = Date.now() + within;
	while (!(await true_()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 100));
	expect(await true_()).toBe(true);
}
