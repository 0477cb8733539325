import { readMoney } from './typed-money.ts';

export type MenuLine = { title: string; unit: string; price: string; source: string };
export type MenuRead = { lines: MenuLine[]; unread: string[] };

const UNITS =
	'公斤|千克|斤|两|克|kg|KG|g|箱|盒|袋|包|瓶|桶|罐|提|条|只|个|枚|颗|棵|把|份|板|串|打|块|支|件|套|升|毫升|L|ml|lb';
/** A number before its point, without the ￥: `1.`, `1、`, `①`, `(3)`, `- `. */
const BULLET = /^\s*(?:[(（]?\d{1,3}[)）.、．:：](?!\d)|[①-⑳]|[-*•·–—])\s*/u;
const PRICE = new RegExp(
	String.raw`(?:[¥￥$€]\s*(\d{1,6}(?:\.\d{1,2})?)|(\d{1,6}(?:\.\d{1,2})?)\s*(?:元|块钱|块|rmb|RMB|€|yuan|eur)(\d{1,2})?)` +
		String.raw`\s*(?:[/／每一]\s*(?:一)?\s*(\d{0,4}(?:\.\d)?\s*(?:${UNITS})))?`,
	'u',
);
const BARE = new RegExp(String.raw`(?:^|[\s:：])(\d{1,6}(?:\.\d{1,2})?)\s*(?:[/／]\s*(${UNITS}))?$`, 'u');
const SIZE = new RegExp(
	String.raw`(\d{1,5}(?:\.\d{1,2})?\s*(?:${UNITS})(?:\s*[/／]\s*(?:${UNITS}))?|半斤|一(?:${UNITS})|(?<=[\s/／])(?:${UNITS}))`,
	'u',
);

/**
 * Reads a menu as it stands in a chat, one item a line: `土豆 5斤 12.8元`, `1、鸡蛋30枚/板 ￥28`, `Bread 2.50`. What has
 * no price is given back unread, so that nothing is lost and nothing invented.
 */
export function readMenu(text: string): MenuRead {
	const lines: MenuLine[] = [];
	const unread: string[] = [];
	for (const raw of text.split(/\r?\n/)) {
		const source = raw.trim();
		if (source === '') continue;
		const line = readLine(source);
		if (line) lines.push(line);
		else unread.push(source);
	}
	return { lines, unread };
}

function readLine(source: string): MenuLine | null {
	const plain = source
		.replace(BULLET, '')
		.normalize('NFKC')
		.replace(BULLET, '')
		.replace(/[，,;；|]/g, ' ')
		.trim();
	const named = PRICE.exec(plain);
	const bare = named ? null : BARE.exec(plain);
	const found = named ?? bare;
	if (!found) return null;
	const number = named ? (named[1] ?? named[2] ?? '') : (bare?.[1] ?? '');
	const price = named?.[3] === undefined ? number : `${number}.${named[3]}`;
	if (readMoney(price, 'CNY') === null) return null;
	let title = `${plain.slice(0, found.index)} ${plain.slice(found.index + found[0].length)}`;
	let unit = (named ? named[4] : bare?.[2]) ?? '';
	const size = SIZE.exec(title);
	if (size) {
		title = title.replace(size[0], ' ');
		unit = unit === '' || unit.trim() === size[0].trim() ? size[0] : `${size[0]}/${unit}`;
	}
	title = title
		.replace(/[:：/／=(（]+\s*$|^\s*[:：/／=]+|[(（]\s*[)）]/g, '')
		.replace(/\s+[/／]\s*$/, '')
		.replace(/\s+/g, ' ')
		.trim();
	if (title === '') return null;
	return { title, unit: unit.replace(/\s+/g, '').replace(/^一/, ''), price, source };
}
