import { setUpBuilding, type Building, type TestStairwell } from '../stairwell.ts';
import { madeId } from '../visitor.ts';

export interface Filled {
	building: Building;
	/** Every page there is, with something on it. */
	paths: string[];
	cookies: Map<string, string>;
	steward: Map<string, string>;
}

/** A building in which something stands on every page, in words as long as people write them. */
export async function fillBuilding(stairwell: TestStairwell): Promise<Filled> {
	const building = await setUpBuilding(stairwell);
	const li = await building.neighbour('1-202', '小李');
	const wang = await building.neighbour('2-303', '王姐');
	await building.neighbour('2-404', '新邻居', { waits: true });
	const offer = madeId(
		await li.send('/listings/new', {
			direction: 'offer',
			category: 'food',
			title: '半棵白菜和一些豆角，放在楼道里，谁家缺菜就来拿',
			quantity: 6,
			unit: '把',
		}),
	);
	const ask = madeId(
		await li.send('/listings/new', {
			direction: 'ask',
			category: 'item',
			title: 'Superduperlongwordwithoutanyspacestobreakitanywhere',
			quantity: 1,
		}),
	);
	const handover = madeId(await wang.send(`/listings/${offer}?/claim`, { quantity: 2 }));
	const pledge = madeId(await wang.send(`/listings/${ask}?/claim`, { quantity: 1 }));
	await wang.send(`/handovers/${pledge}?/left`, {});
	await li.send(`/listings/${offer}?/report`, { kind: 'selling', reason: '打广告' });
	await li.send(`/building/people/${wang.id}?/report`, { kind: 'worried', reason: '三天没见着了' });
	await wang.send(`/listings/${offer}?/report`, { kind: 'selling', reason: '打广告' });
	await building.steward.send('/building/people/new', {
		name: '吴奶奶',
		door: '1-301',
		agreed: 'door',
		phone: '138 0000 0000',
		alone: 'yes',
	});
	await li.send(`/listings/${offer}?/comment`, { text: '早上刚买的，很新鲜。' });
	await li.send(`/listings/${offer}?/share`, {});
	const share = /\/s\/[\w-]{20,}/.exec(await (await li.open(`/listings/${offer}`)).text())![0];
	const menu = {
		title: '周六蔬菜团，老李菜行早上现摘的',
		'lines.0.title': 'Superduperlongwordwithoutanyspacestobreakitanywhere',
		'lines.0.price': '12.8',
		'lines.0.unit': '5斤',
		'lines.1.title': '土鸡蛋',
		'lines.1.price': '28',
		'lines.1.unit': '板',
		'lines.1.caseSize': 10,
		minimumHouseholds: 3,
		payment: '微信 chen',
		fee: '10',
	};
	const begin = async () => {
		const answer = await building.steward.send('/group-buys/new', menu);
		return (answer as { location: string }).location.split('/')[2]!;
	};
	const [draft, open, pickup] = [await begin(), await begin(), await begin()];
	for (const id of [open, pickup]) {
		await building.steward.send(`/group-buys/${id}/manage?/open`, {});
		const { lines } = await li.read<{ lines: { id: string }[] }>(`/group-buys/${id}`);
		for (const who of [li, wang, building.steward])
			await who.send(`/group-buys/${id}?/order`, {
				[`lines.${lines[0]!.id}.quantity`]: 2,
				[`lines.${lines[1]!.id}.quantity`]: 1,
				[`lines.${lines[1]!.id}.flex`]: 2,
			});
	}
	await building.steward.send(`/group-buys/${open}/manage?/invite`, { name: '隔壁二号楼' });
	await li.send(`/group-buys/${open}?/comment`, { text: '鸡蛋新鲜吗？' });
	await building.steward.send(`/group-buys/${open}?/share`, {});
	const together = await (await building.steward.open(`/group-buys/${open}`)).text();
	const shared = `${/\/s\/[\w-]{20,}/.exec(together)![0]}/group-buy`;
	const asked = await (await building.steward.open(`/group-buys/${open}/manage`)).text();
	const invitation = /\/group-buys\/join\/[\w-]{20,}/.exec(asked)![0];
	for (const step of ['lock', 'ordered', 'arrived', 'allocate', 'pickup', 'call'])
		await building.steward.send(`/group-buys/${pickup}/manage?/${step}`, {});
	const corner = `/corners/${madeId(
		await building.steward.send('/corners/new', {
			place: '2 单元一楼楼梯口',
			guests: 'yes',
			keeper: '陈医生',
		}),
	)}`;
	for (const title of ['大米', '口罩', 'Superduperlongwordwithoutanyspacestobreakitanywhere'])
		await li.send(`${corner}?/leave`, { title, quantity: 2, unit: '袋', bestBefore: '2030-01-01' });
	await li.send(`${corner}?/wish`, { title: '食用油' });
	const cornerCode = /\/c\/[\w-]{20,}/.exec(
		await (await building.steward.open(`${corner}/poster`)).text(),
	)![0];
	const paths = [
		'/',
		`/listings/${offer}`,
		`/listings/${ask}`,
		`/handovers/${handover}`,
		`/handovers/${pledge}`,
		'/listings/new',
		'/listings/new?direction=ask&category=medicine',
		'/group-buys',
		'/group-buys/new',
		`/group-buys/${open}`,
		`/group-buys/${pickup}`,
		`/group-buys/${draft}/manage`,
		`/group-buys/${draft}/edit`,
		`/group-buys/${open}/manage`,
		`/group-buys/${pickup}/manage`,
		`/group-buys/${pickup}/calling`,
		`/group-buys/${pickup}/packing`,
		`/group-buys/${pickup}/packing?by=item`,
		`/group-buys/${pickup}/packing?by=label`,
		`/group-buys/${pickup}/supplier`,
		shared,
		invitation,
		'/inbox',
		'/me',
		'/me/handovers',
		'/me/devices',
		'/me/login',
		'/me/return-code',
		'/me/notifications',
		'/me/install',
		'/building/webhook',
		'/sign-out',
		'/building',
		'/building/people',
		'/building/posters',
		corner,
		`${corner}/history`,
		`${corner}/edit`,
		`${corner}/poster`,
		'/corners?all',
		'/corners/new',
		cornerCode,
		'/building/today',
		'/building/calls',
		'/building/slips',
		'/building/reports',
		'/building/settings',
		'/building/log',
		'/building/doors',
		'/building/figures',
		'/building/roles',
		'/building/people/new',
		`/building/people/${wang.id}`,
		'/buildings',
		'/me/household',
		'/me/passkeys',
		'/me/export',
		'/me/leave',
		'/privacy',
		'/sign-in/passkey',
		'/enter/nobody-has-this-code',
		'/mail/nobody-has-this-token',
		'/corners',
		'/sign-in',
		`/join/${building.joinCode}`,
		share,
		'/nowhere',
	];
	return { building, paths, cookies: li.cookies, steward: building.steward.cookies };
}
