-- The last hour has a switch of its own. Who had switched off both reminders goes on hearing neither.
UPDATE residents SET muted = muted || ARRAY['group_buy_hour']
WHERE 'group_buy_end' = ANY (muted) AND NOT 'group_buy_hour' = ANY (muted);
