/** `HH:mm` of `<input type="time">` as minutes after midnight; null where it is none. */
export function readMinute(typed: string): number | null {
	const found = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(typed.trim());
	if (!found) return null;
	const [hour, minute] = [Number(found[1]), Number(found[2])];
	return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

export function minuteOfDay(minutes: number): string {
	return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
