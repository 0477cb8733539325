import { isLocale } from '#lib/domain/member.ts';
import { overwriteGetLocale } from '#lib/i18n/paraglide/runtime.js';

overwriteGetLocale(() => (isLocale(document.documentElement.lang) ? document.documentElement.lang : 'en'));
