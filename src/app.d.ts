import type { Locale, Member, TextSize } from '#lib/domain/member.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { Env } from '#lib/server/env.ts';
import type { Health } from '#lib/server/installation/health.ts';
import type { Live } from '#lib/server/live/live.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** The key of the sentence: `not_found`, `limit.reached`, … */
			code: string;
			/** The word of the address that could not be read, with 400. */
			field?: string | undefined;
			/** Stands in the log beside what really happened. */
			id?: string;
		}
		interface Locals {
			db: Db;
			env: Env;
			live: Live;
			/** How this process is, for /healthz. */
			health: () => Promise<Health>;
			/** One instant a request: the app's clock, shifted by STAIRWELL_CLOCK. */
			now: Date;
			member: Member | null;
			/** The neighbour in whose place a helper stands in this browser, as a member with `actedBy`. */
			acting: Member | null;
			/** The token presented by the cookie; never the hash that is stored. */
			sessionToken: string | null;
			locale: Locale;
			/** What this browser, or else this person, chose; null: nothing yet. */
			textSize: TextSize | null;
			/** Path and query of this request, for the way back after signing in. */
			path: string;
			/** A GET that asked for JSON, or a request that brought some: refused with a status instead of a way to the door. */
			wantsJson: boolean;
			/** Whom rate limits count where nobody is signed in. */
			address: string;
		}
	}
}

export {};
