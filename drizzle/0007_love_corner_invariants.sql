-- What stands on a shelf is the sum of its movements, never below zero, whoever writes. Every sum is made under the
-- item's row lock, so two takers cannot both have the last one.

CREATE FUNCTION movements_settle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	before integer;
	undone movements%ROWTYPE;
BEGIN
	SELECT quantity INTO before FROM shelf_items WHERE id = NEW.item_id FOR UPDATE;
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
	NEW.change := CASE NEW.kind
		WHEN 'left' THEN NEW.quantity
		WHEN 'counted' THEN NEW.quantity - before
		WHEN 'undone' THEN -undone.change
		ELSE -NEW.quantity
	END;
	NEW.after := before + NEW.change;
	-- Its CHECK refuses what would fall below zero.
	UPDATE shelf_items SET quantity = NEW.after, moved_at = NEW.at,
		counted_at = CASE WHEN NEW.kind = 'counted' THEN NEW.at ELSE counted_at END,
		counted_by = CASE WHEN NEW.kind = 'counted' THEN NEW.by_id ELSE counted_by END,
		doubted_at = CASE WHEN NEW.kind = 'counted' THEN NULL ELSE doubted_at END
	WHERE id = NEW.item_id;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER movements_settle BEFORE INSERT ON movements
FOR EACH ROW EXECUTE FUNCTION movements_settle();
--> statement-breakpoint
CREATE TRIGGER movements_append_only BEFORE UPDATE OR DELETE ON movements
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER corner_events_append_only BEFORE UPDATE OR DELETE ON corner_events
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER shelf_items_never_deleted BEFORE DELETE ON shelf_items
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE FUNCTION shelf_items_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.quantity <> 0 THEN
			RAISE EXCEPTION 'an item comes onto the shelf by a movement'
				USING ERRCODE = 'check_violation', CONSTRAINT = 'shelf_is_the_sum_of_movements';
		END IF;
		RETURN NEW;
	END IF;
	-- Depth 1 is a hand in psql; the trigger on movements comes at depth 2.
	IF NEW.quantity <> OLD.quantity AND pg_trigger_depth() < 2 THEN
		RAISE EXCEPTION 'a count changes by a movement'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'shelf_is_the_sum_of_movements';
	END IF;
	IF NEW.corner_id <> OLD.corner_id THEN
		RAISE EXCEPTION 'an item keeps its corner'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'shelf_item_keeps_its_corner';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER shelf_items_guard BEFORE INSERT OR UPDATE ON shelf_items
FOR EACH ROW EXECUTE FUNCTION shelf_items_guard();
