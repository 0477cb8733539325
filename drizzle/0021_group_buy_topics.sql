-- News of a group buy has a switch for each moment. Who had switched it off as a whole hears nothing of any of them.
UPDATE residents SET muted = muted || ARRAY['group_buy_new', 'group_buy_end', 'group_buy_minimum', 'group_buy_locked',
	'group_buy_arrived', 'group_buy_number', 'group_buy_money']
WHERE 'group_buy' = ANY (muted);
