/** One set, drawn on 24 × 24 with 2 px round lines. They stand once at the head of every page, where each icon points to them. */
export const lines = {
	board:
		'M5 21V5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v16M3 21h18M10 21v-4h4v4M9 7.5h1.5M13.5 7.5H15M9 12h1.5M13.5 12H15',
	corner:
		'M12 20.5 4.3 12.7a4.8 4.8 0 0 1 0-6.8 4.7 4.7 0 0 1 6.7 0l1 1 1-1a4.7 4.7 0 0 1 6.7 0 4.8 4.8 0 0 1 0 6.8z',
	crate: 'M4 9h16v11H4zM4 9l2.5-5h11L20 9M12 4v5M9 14h6',
	inbox: 'M5 17V10.5a7 7 0 0 1 14 0V17l1.5 1.5h-17zM10 21.5h4',
	slip: 'M5.5 3.5 7.7 5 9.8 3.5 12 5l2.2-1.5L16.3 5l2.2-1.5v17L16.3 19l-2.1 1.5L12 19l-2.2 1.5L7.7 19l-2.2 1.5zM10.2 10 12 8.5v7',
	me: 'M12 12a4.2 4.2 0 1 0 0-8.5 4.2 4.2 0 0 0 0 8.5zM4 21c.5-4 3.5-6 8-6s7.5 2 8 6',
	people:
		'M9 11.5a3.7 3.7 0 1 0 0-7.5 3.7 3.7 0 0 0 0 7.5zM2.5 20c.4-3.6 2.8-5.5 6.5-5.5s6.1 1.9 6.5 5.5M16 4.5a3.6 3.6 0 0 1 0 7M18 15c2 .8 3.2 2.5 3.5 5',
	today:
		'M6 5h12a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM9 3v4M15 3v4M9 14l2.2 2.2L15.5 12',
	plus: 'M12 5v14M5 12h14',
	minus: 'M5 12h14',
	clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
	check: 'M4.5 12.5 10 18 20 6.5',
	close: 'M6 6l12 12M18 6 6 18',
	alert: 'M12 4 2.5 20h19zM12 10v4M12 17v.01',
	info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5v.01',
	next: 'M9 5l7 7-7 7',
	back: 'M15 5l-7 7 7 7',
	search: 'M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM15.5 15.5l5 5',
	camera: 'M3.5 8h4L9.5 5h5l2 3h4v11.5h-17zM12 17a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2z',
	food: 'M3 11h18c0 4-2.5 7-6 8v2H9v-2c-3.5-1-6-4-6-8zM9 7c0-1.7 1.5-1.7 1.5-3.5M14 7c0-1.7 1.5-1.7 1.5-3.5',
	medicine: 'M10.5 20a4.6 4.6 0 0 1-6.5-6.5L13.5 4a4.6 4.6 0 0 1 6.5 6.5zM8.7 8.7l6.6 6.6',
	item: 'M3.5 7.5 12 3l8.5 4.5v9L12 21l-8.5-4.5zM3.5 7.5 12 12l8.5-4.5M12 12v9',
	help: 'M7 13V7a1.5 1.5 0 0 1 3 0v4V4.5a1.5 1.5 0 0 1 3 0V11V5.5a1.5 1.5 0 0 1 3 0V11V8.5a1.5 1.5 0 0 1 3 0V14.5a6.5 6.5 0 0 1-6.5 6.5c-3 0-4.5-1.5-5.8-3.7L4.2 13.2A1.6 1.6 0 0 1 7 11.7',
	key: 'M7.5 20.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.7 12.8 20 3.5M16 7.5l3 3',
	/** What is set once: two sliders. */
	settings: 'M4 8h9M19 8h1M16 5v6M4 16h2M12 16h8M9 13v6',
	lock: 'M5.5 10.5h13V20h-13zM8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5M12 14.5V16',
	finger:
		'M12 11.5v2.3c0 2.6-.7 4.7-2 6.7M8.9 14.2v-2.5a3.1 3.1 0 0 1 6.2 0V14c0 2.3-.3 4.3-1 6.3M5.7 16.5v-5a6.3 6.3 0 0 1 12.6 0v3.3c0 1.4-.1 2.7-.4 4M5 6.5A9 9 0 0 1 19 6.4',
	device: 'M7.5 2.5h9a1 1 0 0 1 1 1v17a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-17a1 1 0 0 1 1-1zM11 18.3h2',
	take: 'M12 3.5V15M7.5 10.5 12 15l4.5-4.5M4 20.5h16',
	place:
		'M12 21.5c4-4 6.5-7.5 6.5-11.5a6.5 6.5 0 0 0-13 0c0 4 2.5 7.5 6.5 11.5zM12 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6z',
	door: 'M6 21V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v17M3.5 21h17M14.5 12v1.5',
	bring: 'M3 6h11v11H3zM14 10h4l3 3.5V17h-7M7 19.5a2 2 0 1 0 0-.01M17.5 19.5a2 2 0 1 0 0-.01',
	sign: 'M4 20.5h16M5 16.5l.7-3.7L15.5 3l3 3-9.8 9.8z',
	share: 'M12 15V3.5M7.5 7.5 12 3l4.5 4.5M5 12.5v8h14v-8',
	copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
	phone:
		'M5 3.5h4l1.5 4.5L8 10c1 2.5 3.5 5 6 6l2-2.5 4.5 1.5v4c0 1-.8 1.5-1.5 1.5C11 20.5 3.5 13 3.5 5c0-.7.5-1.5 1.5-1.5z',
	letters: 'M2.5 19 8 5h1l5.5 14M4.5 14.5h8M15 19l3-8h1l3 8M16 16.5h5',
	voice: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
	language:
		'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.5 9.5h17M3.5 14.5h17M12 3c-5 5.5-5 12.5 0 18 5-5.5 5-12.5 0-18z',
};
/* The figures of the door plate: single round-ended lines on a box 4 wide and 8 high, so that every phone shows the same
   enamel figures without a web font. Their widths are in plate.ts. */
export const figures: Record<string, string> = {
	'0': 'M2 0a2 2 0 0 1 2 2v4a2 2 0 0 1-4 0V2a2 2 0 0 1 2-2z',
	'1': 'M0 1.7 1.8 0v8',
	'2': 'M.1 2A1.95 1.95 0 1 1 3.6 3.3L0 8h4',
	'3': 'M.2 1.5A2 1.9 0 1 1 2 3.8a2.1 2.1 0 1 1-2 2.6',
	'4': 'M3.2 8V0L0 5.7h4.2',
	'5': 'M3.7 0H.6L.3 3.7a2.3 2.3 0 1 1-.2 3.3',
	'6': 'M3.2.2C1.2 1 0 3.4 0 6a2 2 0 1 0 .3-1.1',
	'7': 'M0 0h4L1.5 8',
	'8': 'M2 3.8A1.85 1.9 0 1 1 2 0a1.85 1.9 0 1 1 0 3.8 2.05 2.1 0 1 1 0 4.2 2.05 2.1 0 1 1 0-4.2z',
	'9': 'M.8 7.8C2.8 7 4 4.6 4 2a2 2 0 1 0-.3 1.1',
	'-': 'M.2 4.2h1.8',
	A: 'M0 8 2.2 0l2.2 8M.8 5.4h2.8',
	B: 'M0 0v8h1.9a2.1 2.1 0 0 0 0-4.2H0h1.7a1.9 1.9 0 0 0 0-3.8z',
	C: 'M4 6a2 2 0 0 1-4 0V2a2 2 0 0 1 4 0',
	D: 'M0 0v8h1.6A2.4 2.4 0 0 0 4 5.6V2.4A2.4 2.4 0 0 0 1.6 0z',
	E: 'M3.6 0H0v8h3.6M0 3.9h2.8',
};

export type IconName = keyof typeof lines;

const path = (id: string, line: string) => `<path id="${id}" d="${line}"/>`;

/** For `%icons%` in app.html. */
export const sprite = `<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>${[
	...Object.entries(lines).map(([name, line]) => path(`i-${name}`, line)),
	...Object.entries(figures).map(([sign, line]) => path(`f-${sign}`, line)),
].join('')}</defs></svg>`;
