import { describe, expect, it } from 'vitest';
import { useBrowser } from './browser.ts';
import { sitDown } from './sit-down.ts';
import { setUpBuilding, useStairwell } from './stairwell.ts';

const browser = useBrowser();

describe('a passkey', () => {
	const stairwell = useStairwell({}, 'localhost');
	it('is made and signs in again, with the virtual authenticator of the browser', async () => {
		const building = await setUpBuilding(stairwell);
		const { page, context, faults } = await browser.phone();
		const tools = await context.newCDPSession(page);
		await tools.send('WebAuthn.enable');
		await tools.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				protocol: 'ctap2',
				transport: 'internal',
				hasResidentKey: true,
				hasUserVerification: true,
				isUserVerified: true,
				automaticPresenceSimulation: true,
			},
		});
		await sitDown(page, stairwell.origin, building.steward);
		await page.goto(`${stairwell.origin}/me/passkeys`);
		await page.getByRole('button', { name: '在这台设备上设通行密钥' }).click();
		await page.getByRole('button', { name: '移除' }).waitFor();
		await context.clearCookies();
		await page.goto(`${stairwell.origin}/sign-in/passkey`);
		await page.getByRole('button', { name: '用通行密钥登录' }).click();
		await page.waitForURL(`${stairwell.origin}/`);
		expect(faults).toEqual([]);
		// An answer of the authenticator is good once.
		const again = await stairwell
			.visitor()
			.send('/sign-in/passkey', { response: '{"id":"x","response":{}}' });
		expect(again).toMatchObject({ type: 'failure', data: { code: 'people.passkey_failed' } });
		await context.close();
	});
});
