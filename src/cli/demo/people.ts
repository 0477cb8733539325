import type { Locale } from '#lib/domain/member.ts';

export const COMMUNITY = '江汉里';
export const ZONE = 'Asia/Shanghai';
export const PASSWORD = 'stairwell';

/** Two entrances, six floors, two doors a landing; and the small building next door. */
export const HOUSE = { name: '佳成大厦', doors: '1-101..1-602\n2-101..2-602' };
export const SECOND_HOUSE = { name: '佳成二号楼', doors: '101..302' };

export interface Person {
	key: string;
	name: string;
	door: string;
	/** Chinese when absent. */
	locale?: Locale;
	role?: 'steward' | 'volunteer';
	/** No phone of one's own, and so no login: a helper added them and acts for them. The number is a landline's. */
	phoneless?: { landline: string };
}

/** Sets the installation up, and lets the others in. Lives at 1-301. */
export const FIRST = { key: 'zhou', name: '周敏', door: '1-301' } as const satisfies Person;

// 1-602 stays without the app: there things are handed over by hand. 2-602 is only just moving in.
export const NEIGHBOURS = [
	{ key: 'wu', name: '吴桂芳', door: '1-101', phoneless: { landline: '027 5555 0101' } },
	{ key: 'liu', name: '刘建军', door: '1-102' },
	{ key: 'xiaoman', name: '刘小满', door: '1-102' },
	{ key: 'chen', name: '陈静', door: '1-201' },
	{ key: 'emma', name: 'Emma Clarke', door: '1-202', locale: 'en' },
	{ key: 'daniel', name: 'Daniel Clarke', door: '1-202', locale: 'en' },
	{ key: 'xiaochuan', name: '周晓川', door: '1-301' },
	{ key: 'he', name: '何建国', door: '1-302' },
	{ key: 'lin', name: '林晓燕', door: '1-401' },
	{ key: 'zheng', name: '郑凯', door: '1-401' },
	{ key: 'sun', name: '孙丽华', door: '1-402' },
	{ key: 'ma', name: '马俊', door: '1-501', role: 'volunteer' },
	{ key: 'huang', name: '黄志强', door: '1-502' },
	{ key: 'xiuying', name: '黄秀英', door: '1-502' },
	{ key: 'yinuo', name: '黄一诺', door: '1-502' },
	{ key: 'priya', name: 'Priya Nair', door: '1-601', locale: 'en' },
	{ key: 'zhao', name: '赵宏伟', door: '2-101' },
	{ key: 'xu', name: '徐婷', door: '2-102' },
	{ key: 'yang', name: '杨帆', door: '2-201' },
	{ key: 'luo', name: '罗美玲', door: '2-202' },
	{ key: 'dayong', name: '罗大勇', door: '2-202' },
	{ key: 'gao', name: '高翔', door: '2-301', role: 'volunteer' },
	{ key: 'lucas', name: 'Lucas Moreau', door: '2-302', locale: 'en' },
	{ key: 'songyu', name: '宋雨', door: '2-302' },
	{ key: 'liang', name: '梁爱珍', door: '2-401', role: 'steward' },
	{ key: 'xie', name: '谢明', door: '2-402' },
	{ key: 'tang', name: '唐丽', door: '2-501' },
	{ key: 'feng', name: '冯志远', door: '2-502' },
	{ key: 'han', name: '韩冰', door: '2-601' },
	{ key: 'deng', name: '邓佳', door: '2-601' },
] as const satisfies readonly Person[];

/** Waiting to be let in. */
export const NEWCOMERS = [
	{ key: 'ye', name: '叶子涵', door: '2-602' },
	{ key: 'xulang', name: '徐朗', door: '2-102' },
	{ key: 'marta', name: 'Marta Silva', door: '2-602', locale: 'en' },
] as const satisfies readonly Person[];

export const SECOND_NEIGHBOURS = [
	{ key: 'peng', name: '彭涛', door: '101', role: 'steward' },
	{ key: 'jiang', name: '蒋敏', door: '202' },
	{ key: 'tom', name: 'Tom Becker', door: '301', locale: 'en' },
	{ key: 'qin', name: '秦岚', door: '302' },
] as const satisfies readonly Person[];

export type Name =
	| (typeof FIRST)['key']
	| (typeof NEIGHBOURS)[number]['key']
	| (typeof NEWCOMERS)[number]['key']
	| (typeof SECOND_NEIGHBOURS)[number]['key'];

/** Whom to try it as, and what one sees then. */
export const TRY: readonly { key: Name; sees: string }[] = [
	{ key: 'zhou', sees: 'steward and operator · 楼长，也是维护人' },
	{ key: 'gao', sees: 'volunteer · 志愿者' },
	{ key: 'lin', sees: 'neighbour with things under way · 邻居，正要收好几样东西' },
	{ key: 'sun', sees: 'neighbour who gives a cabbage away · 邻居，正在送白菜' },
	{ key: 'emma', sees: 'neighbour, in English · 说英语的邻居' },
	{ key: 'ye', sees: 'newcomer, not let in yet · 刚搬来，还没有放行' },
	{ key: 'tom', sees: 'the building next door · 隔壁二号楼的邻居' },
];
