/** Milliseconds or rates, sorted when asked. */
export class Figures {
	private readonly all: number[] = [];

	add(figure: number): void {
		this.all.push(figure);
	}

	get count(): number {
		return this.all.length;
	}

	/** 0.5 is the median. */
	at(share: number): number {
		const sorted = [...this.all].sort((a, b) => a - b);
		return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
	}
}

export type Pace = { perSecond: number; times: Figures };

/** Lets every one of `clients` ask again as soon as it was answered, for so long. */
export async function pump<C>(
	clients: readonly C[],
	seconds: number,
	ask: (client: C) => Promise<void>,
): Promise<Pace> {
	const times = new Figures();
	const begun = performance.now();
	const end = begun + seconds * 1000;
	await Promise.all(
		clients.map(async (client) => {
			for (let from = performance.now(); from < end;) {
				await ask(client);
				const now = performance.now();
				times.add(now - from);
				from = now;
			}
		}),
	);
	return { perSecond: times.count / ((performance.now() - begun) / 1000), times };
}

/** Measures things by turns, so that whatever else the machine does meets all of them; the median of the rounds counts. */
export async function byTurns<K extends string>(
	rounds: number,
	parts: Record<K, () => Promise<Pace>>,
): Promise<Record<K, Pace>> {
	const names = Object.keys(parts) as K[];
	const paces = new Map<K, Pace[]>(names.map((name) => [name, []]));
	for (let round = 0; round < rounds; round++)
		for (const name of names) paces.get(name)!.push(await parts[name]());
	const middle = (all: Pace[]): Pace =>
		all.sort((a, b) => a.perSecond - b.perSecond)[Math.floor(all.length / 2)]!;
	return Object.fromEntries(names.map((name) => [name, middle(paces.get(name)!)])) as Record<K, Pace>;
}
