import { part } from '#lib/components/part.ts';
import type { PageLoad } from './$types';

/** A post looks different to everybody: each fetches the parts of the page that they see. */
export const load: PageLoad = async ({ data }) => {
	const { tools } = data;
	const [ClaimForm, People, ForChat, GiveByHand, UrgencyForm, ReasonForm, ReportForm] = await Promise.all([
		part(data.claim, () => import('#lib/components/listing/ClaimForm.svelte')),
		part(data.people.length, () => import('#lib/components/listing/People.svelte')),
		part(tools.share ?? data.passOn, () => import('#lib/components/listing/ForChat.svelte')),
		part(tools.give, () => import('#lib/components/listing/GiveByHand.svelte')),
		part(tools.urgency, () => import('#lib/components/listing/UrgencyForm.svelte')),
		part(tools.withdraw ?? tools.hide, () => import('#lib/components/listing/ReasonForm.svelte')),
		part(tools.report, () => import('#lib/components/building/ReportForm.svelte')),
	]);
	return { ...data, parts: { ClaimForm, People, ForChat, GiveByHand, UrgencyForm, ReasonForm, ReportForm } };
};
