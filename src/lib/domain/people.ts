/** Why something about the people of a building is refused. */
export type PeopleRefusal =
	| 'people.suspended'
	| 'people.already_there'
	| 'people.last_leaves'
	| 'people.successor_unfit'
	| 'people.not_phoneless'
	| 'people.operator'
	| 'people.organises'
	| 'people.shared_buys'
	| 'people.paste_empty'
	| 'people.paste_wrong'
	| 'people.settled'
	| 'people.name_differs'
	| 'people.passkey_failed'
	| 'people.elsewhere'
	| 'door.taken'
	| 'door.cannot_split'
	| 'entry.over';
