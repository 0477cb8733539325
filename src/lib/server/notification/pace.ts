const WINDOW = 60_000;
const BURST = 3;
/** Beyond so many phones the oldest are forgotten: a bound on memory, not on anybody. */
const MOST = 20_000;

/**
 * How fast pushes follow each other on one phone: three within a minute ring at once, what comes after waits for the
 * minute to end and then comes as one. Kept in this process; another one may let a few more through.
 */
export class Pace {
	private readonly sent = new Map<string, number[]>();

	/** Until when the next one for that phone waits; null: it may go, and counts. */
	hold(deviceId: string, at: Date): Date | null {
		const since = at.getTime() - WINDOW;
		const recent = (this.sent.get(deviceId) ?? []).filter((it) => it > since && it <= at.getTime());
		if (recent.length >= BURST) return new Date(recent[0]! + WINDOW);
		this.sent.delete(deviceId);
		this.sent.set(deviceId, [...recent, at.getTime()]);
		const [oldest] = this.sent.keys();
		if (this.sent.size > MOST && oldest !== undefined) this.sent.delete(oldest);
		return null;
	}
}
