import { deskParts } from '#lib/components/group-buy/desk/parts.ts';
import type { PageLoad } from './$types';

/** Only the parts of the desk that this step needs are sent to the phone. */
export const load: PageLoad = async ({ data }) => ({ ...data, parts: await deskParts(data.desk) });
