/** English dates are written as people outside America do, "22 November" and "2:38 pm", here as in `when.ts`. */
export function datesIn(locale: string): string {
	return locale === 'en' ? 'en-GB' : locale;
}
