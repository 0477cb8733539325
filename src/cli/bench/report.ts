/** One line of the table. */
export type Line = {
	part: string;
	what: string;
	/** As it is shown. */
	figure: string;
	/** What `bar.md` asks for; empty where it only informs. */
	bar: string;
	/** Null where there is no bar. */
	good: boolean | null;
	/** For machines. */
	values: Record<string, number>;
};

export const round = (figure: number, digits = 0): number => Number(figure.toFixed(digits));
export const percent = (share: number): string => `${round(share * 100)} %`;

/** A table for people, then one line of JSON for machines. */
export function print(lines: readonly Line[], about: Record<string, string>): void {
	const rows = lines.map(({ part, what, figure, bar, good }) => [
		part,
		what,
		figure,
		bar,
		good === null ? '' : good ? 'ok' : 'BELOW',
	]);
	const table = [['', 'what', 'measured', 'bar', ''], ...rows];
	const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
	console.log(
		`\n${Object.entries(about)
			.map(([name, value]) => `${name}: ${value}`)
			.join(' · ')}\n`,
	);
	for (const row of table)
		console.log(
			row
				.map((cell, column) => cell.padEnd(widths[column]!))
				.join('  ')
				.trimEnd(),
		);
	console.log(
		`\n${JSON.stringify({ about, lines: lines.map(({ part, what, good, values }) => ({ part, what, good, ...values })) })}`,
	);
}
