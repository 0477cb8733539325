import { sprite } from '../../components/ui/icons.ts';

const LAST_PLACE = '%icons%';
const icons = Buffer.from(sprite);

/**
 * Fills the places of app.html; what comes out are the bytes to be sent. It is done on bytes: a page is long, and as a
 * text it would be copied once more, in twice the size where a Chinese character stands in it. The last place is the
 * first thing in the body, which nobody’s words can feign; titles, where they could, stand before it.
 */
export function fillFrame(html: string, { locale, textSize }: App.Locals): Buffer {
	const page = Buffer.from(html);
	const end = page.indexOf(LAST_PLACE, page.indexOf('<body'));
	if (end < 0) return page;
	const head = page
		.toString('utf8', 0, end)
		.replace('%lang%', locale)
		.replace('%size%', textSize ?? 'normal');
	return Buffer.concat([Buffer.from(head), icons, page.subarray(end + LAST_PLACE.length)]);
}
