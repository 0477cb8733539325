/** What an action answered when it refused. */
export type ShownProblem =
	{ message: string; field?: string; values: Record<string, string>; key: string } | null | undefined;

/** The sentence that belongs to this field, if the refusal is about it. */
export function at(problem: ShownProblem, field: string): string | null {
	return problem?.field === field ? problem.message : null;
}

/** The sentence that belongs to none of the fields that are shown. */
export function elsewhere(problem: ShownProblem, fields: readonly string[]): string | null {
	if (!problem?.message) return null;
	return problem.field !== undefined && fields.includes(problem.field) ? null : problem.message;
}
