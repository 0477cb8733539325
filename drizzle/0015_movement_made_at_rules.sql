-- What was done without a connection arrives later and says when it was done. A count made since then has seen it: it is
-- written down and changes nothing. A count that something newer has overtaken is refused. What comes at once says no such
-- time and is never compared with clocks: two app servers may differ by seconds.

CREATE OR REPLACE FUNCTION movements_settle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	item shelf_items%ROWTYPE;
	undone movements%ROWTYPE;
	made timestamptz := coalesce(NEW.made_at, NEW.at);
BEGIN
	SELECT * INTO item FROM shelf_items WHERE id = NEW.item_id FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'there is no such item' USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'movement_of_an_item';
	END IF;
	IF NEW.kind = 'undone' THEN
		SELECT * INTO undone FROM movements WHERE id = NEW.undoes;
		IF NOT FOUND OR undone.item_id <> NEW.item_id OR undone.kind NOT IN ('left', 'taken') OR undone.handover_id IS NOT NULL
			OR undone.quantity <> NEW.quantity OR undone.guest IS DISTINCT FROM NEW.guest
			OR NEW.at > undone.at + interval '60 seconds' THEN
			RAISE EXCEPTION 'only what was left or taken within the last minute can be undone, by whoever did it'
				USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_undo_allowed';
		END IF;
	END IF;
	IF NEW.kind = 'counted' AND NEW.made_at < item.moved_at THEN
		RAISE EXCEPTION 'something has moved since this was counted'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'movement_count_not_overtaken';
	END IF;
	NEW.change := CASE
		WHEN NEW.kind IN ('left', 'taken') AND NEW.made_at <= item.counted_at THEN 0
		WHEN NEW.kind = 'left' THEN NEW.quantity
		WHEN NEW.kind = 'counted' THEN NEW.quantity - item.quantity
		WHEN NEW.kind = 'undone' THEN -undone.change
		ELSE -NEW.quantity
	END;
	NEW.after := item.quantity + NEW.change;
	-- Its CHECK refuses what would fall below zero.
	UPDATE shelf_items SET quantity = NEW.after, moved_at = CASE WHEN NEW.made_at IS NULL THEN NEW.at ELSE greatest(moved_at, made) END,
		counted_at = CASE WHEN NEW.kind = 'counted' THEN made ELSE counted_at END,
		counted_by = CASE WHEN NEW.kind = 'counted' THEN NEW.by_id ELSE counted_by END,
		doubted_at = CASE WHEN NEW.kind = 'counted' THEN NULL ELSE doubted_at END
	WHERE id = NEW.item_id;
	RETURN NEW;
END $$;
