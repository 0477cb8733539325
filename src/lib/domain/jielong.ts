import type { PastedOrder } from './group-buy-desk-view.ts';
import { readDoor, writeDoor } from './household.ts';

type Item = { lineId: string; title: string };

const CHINESE: Record<string, number> = {
	零: 0,
	一: 1,
	二: 2,
	两: 2,
	俩: 2,
	三: 3,
	四: 4,
	五: 5,
	六: 6,
	七: 7,
	八: 8,
	九: 9,
	半: 0.5,
};
const COUNT = String.raw`(\d{1,4}|[一二两俩三四五六七八九]?十[一二三四五六七八九]?|[一二两俩三四五六七八九半])`;
const MEASURE = String.raw`(?:公斤|千克|斤|kg|箱|盒|袋|包|瓶|桶|罐|提|条|只|个|枚|颗|棵|把|份|板|串|打|块|支|件|套|单)`;
/** `2份`, `×2`, `x2`, `*2`, `+2`, `两袋`. */
const AFTER = new RegExp(String.raw`^\s*[:：=]?\s*[x×X*✖+＋]?\s*${COUNT}\s*${MEASURE}?`, 'u');
const BEFORE = new RegExp(String.raw`${COUNT}\s*${MEASURE}\s*(?:的)?\s*$`, 'u');
const DOOR =
	/(?:(\d{1,3})\s*(?:号楼|栋|幢)\s*)?(?:(\d{1,3})\s*(?:单元|门|-|－|—|–|\/|#)\s*)?(\d{3,4})\s*(?:-?\s*([A-D])(?![A-Za-z]))?\s*(?:室|户|号)?(?![\d.]|\s*(?:元|块|斤|公斤|克|g\b|ml|个|份|袋|盒|枚))/u;
const HEAD = /^\s*(?:#?接龙|接龙格式|例[:：如]|【|——|={3,}|-{3,})/u;

/**
 * Reads a 接龙 as it was pasted from a chat: each line is one household with its door, and what it wants by the menu's
 * names. Whatever is not clear is marked and never guessed; lines that are no order at all (the heading) are left out.
 * `doors`: the building's doors as kept, `2-1102`; null: of a compound whose doors nobody here knows.
 */
export function readJielong(
	text: string,
	menu: readonly Item[],
	doors: readonly string[] | null,
): PastedOrder[] {
	const known = doors && new Set(doors);
	const read = joinLines(text)
		.filter((line) => !HEAD.test(line))
		.map((line) => readLine(line, menu, known))
		.filter((order) => order !== null);
	const seen = new Map<string, PastedOrder>();
	for (const order of read) {
		if (order.door === null) continue;
		const earlier = seen.get(order.door);
		// Of two lines of one door somebody has to say whether the second replaces or adds.
		if (earlier)
			for (const it of [earlier, order]) if (!it.doubts.includes('door_twice')) it.doubts.push('door_twice');
		seen.set(order.door, order);
	}
	return read;
}

/** A numbered line and what follows it without a number belong together, as some write what they want below their name. */
function joinLines(text: string): string[] {
	const lines = text
		.split(/\r?\n/)
		.map((line) =>
			line
				.normalize('NFKC')
				.replace(/\u200b|\ufe0f/g, '')
				.trim(),
		)
		.filter((line) => line !== '');
	const numbered = lines.filter((line) => NUMBERED.test(line)).length;
	if (numbered < 2) return lines;
	const joined: string[] = [];
	for (const line of lines)
		if (NUMBERED.test(line) || joined.length === 0 || !NUMBERED.test(joined.at(-1)!)) joined.push(line);
		else joined[joined.length - 1] += ` ${line}`;
	return joined;
}

const NUMBERED = /^\s*\d{1,3}\s*[.、)）．:：](?!\d)/u;

function readLine(
	source: string,
	menu: readonly Item[],
	doors: ReadonlySet<string> | null,
): PastedOrder | null {
	const plain = source.replace(NUMBERED, '').trim();
	const doubts: PastedOrder['doubts'] = [];
	const found = DOOR.exec(plain);
	const door = found ? doorOf(found, doors) : null;
	const rest = found ? `${plain.slice(0, found.index)} ${plain.slice(found.index + found[0].length)}` : plain;
	const { items, unclear, vague } = readItems(rest, menu);
	if (!found && items.length === 0) return null;
	if (!found) doubts.push('no_door');
	else if (door === null) doubts.push('door_unknown');
	if (items.length === 0) doubts.push('nothing_named');
	if (unclear) doubts.push('unclear_item');
	if (vague) doubts.push('unclear_quantity');
	return { source, door, items, doubts };
}

/** The door as it is kept; where the entrance was left out, the only door with that number. */
function doorOf(found: RegExpExecArray, doors: ReadonlySet<string> | null): string | null {
	const [, , entrance, number, part] = found;
	const typed = [entrance, number, part].filter((piece) => piece !== undefined).join('-');
	const read = readDoor(typed);
	const written = read && writeDoor(read);
	if (doors === null) return written;
	if (written && doors.has(written)) return written;
	if (entrance !== undefined || written === null) return null;
	const alike = [...doors].filter((door) => door.endsWith(`-${written}`));
	return alike.length === 1 ? alike[0]! : null;
}

function readItems(text: string, menu: readonly Item[]) {
	const names = menu
		.flatMap((item) => namesOf(item.title).map((name) => ({ lineId: item.lineId, name })))
		.sort((a, b) => b.name.length - a.name.length);
	const wanted = new Map<string, number>();
	let left = ` ${text} `;
	let vague = false;
	let unclear = false;
	for (let at = 0; at < left.length;) {
		const hits = names.filter(({ name }) => left.startsWith(name, at));
		if (hits.length === 0) {
			at++;
			continue;
		}
		const longest = hits.filter(({ name }) => name.length === hits[0]!.name.length);
		const behind = left.slice(at + hits[0]!.name.length);
		// What the name goes on with belongs to it: 「大」米 is not the menu's 「小米」.
		const after = AFTER.exec(behind);
		const before = BEFORE.exec(left.slice(0, at));
		// 「两袋大米 1盒鸡蛋」: the count before it is its own, the one behind is the next one's.
		const own = before ?? after;
		const many = own ? numberOf(own[1]!) : 1;
		if (!Number.isInteger(many) || many < 1) vague = true;
		else if (new Set(longest.map((hit) => hit.lineId)).size > 1) unclear = true;
		else wanted.set(hits[0]!.lineId, (wanted.get(hits[0]!.lineId) ?? 0) + many);
		const from = before?.index ?? at;
		const to = at + hits[0]!.name.length + (before ? 0 : (after?.[0].length ?? 0));
		left = `${left.slice(0, from)}\u0001${left.slice(to)}`;
		at = from + 1;
	}
	// A count that belongs to nothing on the menu: something was wanted that nobody can tell.
	if (
		new RegExp(String.raw`\S{1,8}?\s*[x×X*+]?\s*${COUNT}\s*${MEASURE}`, 'u').test(
			left.replace(/\u0001/g, ' '),
		)
	)
		unclear = true;
	if (/不要|取消|退|改成|换成|或者|还是|随便|都行|\?|？/u.test(left)) vague = true;
	return { items: [...wanted].map(([lineId, quantity]) => ({ lineId, quantity })), unclear, vague };
}

/** What people call an item of the menu: its title, without what stands in brackets, without its size. */
function namesOf(title: string): string[] {
	const plain = title.normalize('NFKC').trim();
	const short = plain
		.replace(/[(（[【].*?[)）\]】]/g, '')
		.replace(/\d+(?:\.\d+)?\s*(?:公斤|千克|斤|kg|g|克|个|枚|只|盒|袋|ml|L|升).*$/iu, '')
		.trim();
	return [...new Set([plain, short])].filter((name) => name.length >= 1);
}

function numberOf(text: string): number {
	if (/^\d+$/.test(text)) return Number(text);
	if (text.includes('十')) {
		const [tens, ones] = text.split('十');
		return (tens ? CHINESE[tens]! : 1) * 10 + (ones ? CHINESE[ones]! : 0);
	}
	return CHINESE[text] ?? 0;
}
