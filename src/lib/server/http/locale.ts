import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locale } from '../../domain/member.ts';
import { overwriteGetLocale } from '../../i18n/paraglide/runtime.js';

const current = new AsyncLocalStorage<Locale>();

overwriteGetLocale(() => current.getStore() ?? 'en');

/** Runs something with all messages in this language. */
export function inLocale<T>(locale: Locale, run: () => T): T {
	return current.run(locale, run);
}
