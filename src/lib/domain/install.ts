/** How this kind of browser puts an app on the home screen. */
export type InstallWay = 'chat' | 'iphone' | 'android' | 'computer';

/** By what a browser says of itself. An iPad that pretends to be a Mac reads the computer's way, which names it too. */
export function installWay(userAgent: string): InstallWay {
	if (/MicroMessenger|AlipayClient|DingTalk|\bQQ\/|Weibo|Lark|Feishu|FBAN|FBAV|Line\//i.test(userAgent))
		return 'chat';
	if (/iPhone|iPad|iPod/.test(userAgent)) return 'iphone';
	return /Android|HarmonyOS|OpenHarmony/i.test(userAgent) ? 'android' : 'computer';
}
