/** One way of looking at a screen. */
export interface Mode {
	name: string;
	locale: 'zh-CN' | 'en';
	scheme: 'light' | 'dark';
	size: 'normal' | 'large';
	wide: boolean;
}

const LOCALES = ['zh-CN', 'en'] as const;
const SCHEMES = ['light', 'dark'] as const;

/** Phone and desk in both languages by day and night; 长辈版 on a phone. */
export const MODES: readonly Mode[] = LOCALES.flatMap((locale) =>
	SCHEMES.flatMap((scheme) => {
		const name = `${locale === 'en' ? 'en' : 'zh'}-${scheme}`;
		return [
			{ name, locale, scheme, size: 'normal', wide: false },
			{ name: `${name}-wide`, locale, scheme, size: 'normal', wide: true },
			{ name: `${name}-large`, locale, scheme, size: 'large', wide: false },
		] as const;
	}),
);
