import { afterEach, expect } from 'vitest';
import type { Member } from '#lib/domain/member.ts';
import { hashToken, openSession } from '#lib/server/account/session.ts';
import { connect } from '#lib/server/db/connect.ts';
import { Live } from '#lib/server/live/live.ts';
import type { TestDatabase } from './database.ts';

type Heard = { type: string; data: Record<string, unknown> };
export type Page = {
	heard: Heard[];
	ended: () => boolean;
	of: (type: string) => Record<string, unknown>[];
	token: string;
};

/** App processes of this file's database, and pages that people have open at them; closed after each test. */
export function usePages(database: Pick<TestDatabase, 'db' | 'target'>) {
	const at = new Date();
	let closing: (() => unknown)[] = [];
	afterEach(async () => {
		for (const close of closing) await close();
		closing = [];
	});

	/** Another app process: a Live on a pool of its own. */
	async function process(): Promise<Live> {
		const pool = connect(database.target, { max: 2 });
		const live = new Live(pool.sql);
		await live.open();
		closing.push(async () => {
			await live.close();
			await pool.close();
		});
		return live;
	}

	/** Somebody's open page. */
	async function pageOf(live: Live, member: Member, token?: string): Promise<Page> {
		const signedIn = token ?? (await openSession(database.db, member.id, at, { device: '' }));
		const reader = live.stream(member, hashToken(signedIn)).getReader();
		const heard: Heard[] = [];
		let ended = false;
		const decoder = new TextDecoder();
		void (async () => {
			for (;;) {
				const { done, value } = await reader.read();
				if (done) break;
				for (const found of decoder.decode(value).matchAll(/^event: (\w+)\ndata: (.*)\n\n/gm))
					heard.push({ type: found[1]!, data: JSON.parse(found[2]!) as Record<string, unknown> });
			}
			ended = true;
		})();
		const page = {
			heard,
			ended: () => ended,
			of: (type: string) => heard.filter((it) => it.type === type).map((it) => it.data),
			token: signedIn,
		};
		await until(() => page.of('inbox').length === 1);
		return page;
	}

	return { process, pageOf, at };
}

export async function until(true_: () => boolean, within = 2000): Promise<void> {
	const end = Date.now() + within;
	while (!true_() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
	expect(true_()).toBe(true);
}

/** Long enough for whatever might still come. */
export const quiet = () => new Promise((resolve) => setTimeout(resolve, 300));
