import type postgres from 'postgres';

/** Live changes over all app processes. (The streams come with the board's live numbers.) */
export class Live {
	constructor(private readonly sql: postgres.Sql) {}
	async open(): Promise<void> {}
	close(): void {}
}
