type Revivers = Record<string, (value: unknown) => unknown>;
type Packed = (number | string | boolean | null | unknown[] | Record<string, number>)[];

const HOLE = -2;
const SPARSE = -7;
const SPECIAL: Record<number, unknown> = { [-3]: NaN, [-4]: Infinity, [-5]: -Infinity, [-6]: -0 };

/**
 * What the server packed with devalue's `stringify`, as it was: the kinds of values that our pages send, a quarter of
 * devalue's own reader. Any other kind (typed arrays, addresses, sparse arrays …) throws.
 */
export function unflatten(packed: number | unknown[], revivers: Revivers = {}): unknown {
	if (typeof packed === 'number') return SPECIAL[packed];
	const values = packed as Packed;
	const made: unknown[] = [];
	const at = (index: number): unknown => {
		if (index < 0) return SPECIAL[index];
		if (index in made) return made[index];
		const value = values[index];
		if (!value || typeof value !== 'object') return (made[index] = value);
		if (!Array.isArray(value)) {
			const object: Record<string, unknown> = (made[index] = {});
			for (const key in value) if (key !== '__proto__') object[key] = at(value[key]!);
			return object;
		}
		const [kind, ...rest] = value as [unknown, ...number[]];
		if (typeof kind === 'string' || kind === SPARSE) return make(String(kind), rest, index);
		const array: unknown[] = (made[index] = []);
		array.length = value.length;
		value.forEach((it, i) => {
			if (it !== HOLE) array[i] = at(it as number);
		});
		return array;
	};
	const make = (kind: string, rest: number[], index: number): unknown => {
		const revive = revivers[kind];
		if (revive) return (made[index] = revive(at(rest[0]!)));
		if (kind === 'Date') return (made[index] = new Date(rest[0]!));
		if (kind === 'BigInt') return (made[index] = BigInt(rest[0]!));
		if (kind === 'Set') {
			const set = (made[index] = new Set<unknown>());
			for (const it of rest) set.add(at(it));
			return set;
		}
		if (kind === 'Map') {
			const map = (made[index] = new Map<unknown, unknown>());
			for (let i = 0; i < rest.length; i += 2) map.set(at(rest[i]!), at(rest[i + 1]!));
			return map;
		}
		throw new Error(`Cannot read ${kind}`);
	};
	return at(0);
}

export function parse(text: string, revivers?: Revivers): unknown {
	return unflatten(JSON.parse(text) as number | unknown[], revivers);
}
