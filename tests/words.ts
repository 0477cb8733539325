const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** What `makeCode` makes, as a value of its own or as the end of an address. */
const CODE = /(?<=["/])[\w-]{22}(?=["\s]|$)/g;

/** All that an answer says, as text: without its ids and codes, in which a door may stand by chance ("…1-101c-4…"). */
export const wordsIn = (answer: unknown): string =>
	JSON.stringify(answer).replace(UUID, '').replace(CODE, '');
