/** How this kind of browser puts an app on the home screen. */
export type InstallWay = 'chat' | 'iphone' | 'android' | 'computer';

/** Browsers inside chat apps: no install, no push, no files, no printer, cookies of their own. */
export function isChatApp(userAgent: string): boolean {
	return /MicroMessenger|wxwork|AlipayClient|DingTalk|\bQQ\/|Weibo|Lark|Feishu|FBAN|FBAV|Line\//i.test(
		userAgent,
	);
}

/** By what a browser says of itself. An iPad that pretends to be a Mac reads the computer's way, which names it too. */
export function installWay(userAgent: string): InstallWay {
	if (isChatApp(userAgent)) return 'chat';
	if (/iPhone|iPad|iPod/.test(userAgent)) return 'iphone';
	return /Android|HarmonyOS|OpenHarmony/i.test(userAgent) ? 'android' : 'computer';
}
