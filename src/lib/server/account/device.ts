// In this order: apps name the browser they are built on, and Edge and Opera name Chrome.
const APPS: [RegExp, string][] = [
	[/MicroMessenger/i, 'WeChat'],
	[/AlipayClient/i, 'Alipay'],
	[/DingTalk/i, 'DingTalk'],
	[/\bQQ\//, 'QQ'],
	[/MQQBrowser/i, 'QQ Browser'],
	[/HuaweiBrowser/i, 'Huawei Browser'],
	[/MiuiBrowser/i, 'Mi Browser'],
	[/UCBrowser/i, 'UC'],
	[/SamsungBrowser/i, 'Samsung Internet'],
	[/\bEdgA?\w*\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/Firefox|FxiOS/, 'Firefox'],
	[/Chrome|CriOS/, 'Chrome'],
	[/Safari/, 'Safari'],
];
const MACHINES: [RegExp, string][] = [
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/HarmonyOS|OpenHarmony/i, 'HarmonyOS'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Macintosh/, 'Mac'],
	[/CrOS/, 'Chromebook'],
	[/Linux/, 'Linux'],
];

/** What kind of phone and browser, as their owner would call them: `iPhone · WeChat`; empty when nothing is known. */
export function describeDevice(userAgent: string | null): string {
	const name = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
	return [name(MACHINES), name(APPS)].filter((part) => part !== undefined).join(' · ');
}
