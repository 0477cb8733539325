/** What PostgreSQL refused with, whether drizzle wrapped it or not; null for everything else. */
export function databaseRefusal(error: unknown): { code: string; constraint: string | null } | null {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return null;
	const constraint =
		'constraint_name' in cause && typeof cause.constraint_name === 'string' ? cause.constraint_name : null;
	return { code: cause.code, constraint };
}

const UNIQUE = '23505';
const CHECK = '23514';

export function isDouble(error: unknown, constraint: string): boolean {
	const refusal = databaseRefusal(error);
	return refusal?.code === UNIQUE && refusal.constraint === constraint;
}

export function isAgainstRule(error: unknown, constraint: string): boolean {
	const refusal = databaseRefusal(error);
	return refusal?.code === CHECK && refusal.constraint === constraint;
}

/** Two transactions in each other's way: PostgreSQL ended one, which may simply be tried again. */
export function isEntangled(error: unknown): boolean {
	const code = databaseRefusal(error)?.code;
	return code === '40P01' || code === '40001';
}

/** Runs a whole transaction, again (at most twice) where it was ended for standing in another's way. */
export async function untangled<T>(transaction: () => Promise<T>): Promise<T> {
	for (let tries = 0; ; tries++) {
		try {
			return await transaction();
		} catch (error) {
			if (tries === 2 || !isEntangled(error)) throw error;
		}
	}
}
