import { expect, it } from 'vitest';
import { describeDevice } from './device.ts';

it.each([
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.49',
		'iPhone · WeChat',
	],
	[
		'Mozilla/5.0 (Linux; Android 12; HarmonyOS; LIO-AL00) AppleWebKit/537.36 Chrome/114.0 HuaweiBrowser/14.0 Mobile Safari/537.36',
		'HarmonyOS · Huawei Browser',
	],
	[
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0',
		'Windows · Edge',
	],
	['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36', 'Linux · Chrome'],
	['curl/8', ''],
	[null, ''],
])('%s is listed as %s', (userAgent, name) => expect(describeDevice(userAgent)).toBe(name));
