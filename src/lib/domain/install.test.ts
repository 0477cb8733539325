import { describe, expect, it } from 'vitest';
import { installWay } from './install.ts';

describe('the way onto the home screen', () => {
	it.each([
		[
			'WeChat on an iPhone',
			'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit MicroMessenger/8.0',
			'chat',
		],
		['WeCom', 'Mozilla/5.0 (Linux; Android 12) Chrome/86 wxwork/4.1', 'chat'],
		['DingTalk', 'Mozilla/5.0 (Linux; Android 12) Chrome/86 DingTalk/6.5', 'chat'],
		['QQ', 'Mozilla/5.0 (Linux; Android 12) Chrome/86 QQ/8.9', 'chat'],
		['the QQ browser, which is a browser', 'Mozilla/5.0 (Linux; Android 12) MQQBrowser/13', 'android'],
		['Safari', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Safari/604.1', 'iphone'],
		['Chrome on Android', 'Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile', 'android'],
		['HarmonyOS', 'Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1', 'android'],
		['a computer', 'Mozilla/5.0 (Windows NT 10.0) Chrome/120', 'computer'],
		['nothing said', '', 'computer'],
	] as const)('%s', (_what, agent, way) => expect(installWay(agent)).toBe(way));
});
