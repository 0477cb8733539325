-- What must hold in a group buy, whoever writes: application, script or a hand in psql.

CREATE FUNCTION group_buy_change_allowed(before text, after text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT CASE before
		WHEN 'draft' THEN after IN ('open', 'cancelled')
		WHEN 'open' THEN after IN ('locked', 'failed', 'cancelled')
		WHEN 'locked' THEN after IN ('ordered', 'open', 'cancelled')
		WHEN 'ordered' THEN after IN ('arrived', 'cancelled')
		WHEN 'arrived' THEN after = 'pickup'
		WHEN 'pickup' THEN after = 'settled'
		WHEN 'settled' THEN after = 'pickup'
		ELSE false
	END
$$;
--> statement-breakpoint
CREATE FUNCTION group_buys_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state <> 'draft' THEN
			RAISE EXCEPTION 'a group buy cannot begin as %', NEW.state
				USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_change_allowed';
		END IF;
	ELSIF NEW.state <> OLD.state AND NOT group_buy_change_allowed(OLD.state, NEW.state) THEN
		RAISE EXCEPTION 'a group buy cannot go from % to %', OLD.state, NEW.state
			USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_change_allowed';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER group_buys_guard BEFORE INSERT OR UPDATE OF state ON group_buys
FOR EACH ROW EXECUTE FUNCTION group_buys_guard();
--> statement-breakpoint
CREATE FUNCTION group_buys_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' OR OLD.state <> NEW.state THEN
		INSERT INTO group_buy_events (group_buy_id, kind, at, by_id, for_id, reason)
		VALUES (NEW.id, CASE WHEN TG_OP = 'INSERT' THEN 'draft' WHEN OLD.state = 'locked' AND NEW.state = 'open' THEN 'reopened'
			WHEN OLD.state = 'settled' THEN 'unsettled' ELSE NEW.state END,
			NEW.changed_at, NEW.changed_by, NEW.changed_for, NEW.change_reason);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER group_buys_log AFTER INSERT OR UPDATE OF state ON group_buys
FOR EACH ROW EXECUTE FUNCTION group_buys_log();
--> statement-breakpoint
-- Orders and their lines are what counts; the counters follow, one statement however many lines an order has.
CREATE FUNCTION group_buy_orders_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	before integer := CASE WHEN TG_OP = 'UPDATE' AND OLD.state = 'placed' THEN 1 ELSE 0 END;
	after integer := CASE WHEN NEW.state = 'placed' THEN 1 ELSE 0 END;
	buy record;
BEGIN
	IF TG_OP = 'UPDATE' AND (NEW.group_buy_id <> OLD.group_buy_id OR NEW.side_id <> OLD.side_id
		OR NEW.household_id IS DISTINCT FROM OLD.household_id OR NEW.place <> OLD.place) THEN
		RAISE EXCEPTION 'an order keeps its group buy, household and place'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_order_keeps_its_household';
	END IF;
	IF before <> after THEN
		UPDATE group_buys SET households = households + after - before WHERE id = NEW.group_buy_id
		RETURNING state, closes_at INTO buy;
		IF buy.state <> 'open' OR NEW.changed_at >= buy.closes_at THEN
			RAISE EXCEPTION 'nobody orders or withdraws when it is %', buy.state
				USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_takes_orders';
		END IF;
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER group_buy_orders_count AFTER INSERT OR UPDATE ON group_buy_orders
FOR EACH ROW EXECUTE FUNCTION group_buy_orders_count();
--> statement-breakpoint
-- `moved` is what each line gained and lost in one statement. Rows are locked in order of their ids; the CHECK on the
-- line refuses what is more than there is. Which group buy it is, whether it is open and when the order was changed
-- is asked once a statement.
CREATE FUNCTION group_buy_lines_move(moved jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	wrong integer;
BEGIN
	PERFORM FROM group_buys WHERE id IN (
		SELECT o.group_buy_id FROM jsonb_to_recordset(moved) AS d (order_id uuid) JOIN group_buy_orders o ON o.id = d.order_id)
	ORDER BY id FOR UPDATE;
	SELECT count(*) INTO wrong
	FROM jsonb_to_recordset(moved) AS d (order_id uuid, line_id uuid)
	JOIN group_buy_orders o ON o.id = d.order_id
	JOIN group_buy_lines l ON l.id = d.line_id
	JOIN group_buys b ON b.id = o.group_buy_id
	WHERE l.group_buy_id <> o.group_buy_id OR b.state <> 'open' OR o.changed_at >= b.closes_at;
	IF wrong > 0 THEN
		RAISE EXCEPTION 'orders change only while the group buy takes orders, on its own lines'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_takes_orders';
	END IF;
	UPDATE group_buy_lines l SET ordered = l.ordered + d.quantity, flex = l.flex + d.flex
	FROM (SELECT line_id, sum(quantity)::int AS quantity, sum(flex)::int AS flex
		FROM jsonb_to_recordset(moved) AS d (line_id uuid, quantity int, flex int) GROUP BY line_id) d
	WHERE l.id = d.line_id AND (d.quantity <> 0 OR d.flex <> 0);
	UPDATE group_buys b SET units = t.units, total_minor = t.total
	FROM (SELECT l.group_buy_id, sum(CASE WHEN l.weighed THEN l.ordered / greatest(1, l.step) ELSE l.ordered END)::int AS units,
			sum(group_buy_line_total(l.price_minor, l.ordered, l.weighed, l.unit)) AS total
		FROM group_buy_lines l WHERE l.group_buy_id IN (
			SELECT o.group_buy_id FROM jsonb_to_recordset(moved) AS d (order_id uuid) JOIN group_buy_orders o ON o.id = d.order_id)
		GROUP BY l.group_buy_id) t
	WHERE b.id = t.group_buy_id;
END $$;
--> statement-breakpoint
-- The same as `gramsPer` and `lineTotal` in domain/group-buy-bill.ts; a test compares them.
CREATE FUNCTION group_buy_line_total(price bigint, quantity integer, weighed boolean, unit text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
	found text[];
	per numeric;
BEGIN
	IF NOT weighed THEN
		RETURN price * quantity;
	END IF;
	found := regexp_match(trim(normalize(unit, NFKC)), '^(\d{1,5}(?:\.\d{1,3})?)?\s*(公斤|千克|kg|斤|两|克|g|lb|磅)?$', 'i');
	per := greatest(1, round(coalesce(found[1], '1')::numeric * CASE lower(coalesce(found[2], 'kg'))
		WHEN '斤' THEN 500 WHEN '两' THEN 50 WHEN '克' THEN 1 WHEN 'g' THEN 1 WHEN 'lb' THEN 454 WHEN '磅' THEN 454 ELSE 1000 END));
	RETURN floor((2 * price::numeric * quantity + per) / (2 * per));
END $$;
--> statement-breakpoint
CREATE FUNCTION group_buy_order_lines_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM group_buy_lines_move((SELECT jsonb_agg(jsonb_build_object('order_id', order_id, 'line_id', line_id,
		'quantity', quantity, 'flex', flex)) FROM added));
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER group_buy_order_lines_added AFTER INSERT ON group_buy_order_lines
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION group_buy_order_lines_added();
--> statement-breakpoint
CREATE FUNCTION group_buy_order_lines_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	moved jsonb;
BEGIN
	SELECT jsonb_agg(jsonb_build_object('order_id', a.order_id, 'line_id', a.line_id,
		'quantity', a.quantity - b.quantity, 'flex', a.flex - b.flex))
	INTO moved FROM after_it a JOIN before_it b ON b.order_id = a.order_id AND b.line_id = a.line_id
	WHERE a.quantity <> b.quantity OR a.flex <> b.flex;
	IF moved IS NOT NULL THEN
		PERFORM group_buy_lines_move(moved);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER group_buy_order_lines_changed AFTER UPDATE ON group_buy_order_lines
REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION group_buy_order_lines_changed();
--> statement-breakpoint
CREATE FUNCTION group_buy_order_lines_gone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	moved jsonb;
BEGIN
	IF current_setting('stairwell.wiping', true) = 'yes' THEN
		RETURN NULL;
	END IF;
	SELECT jsonb_agg(jsonb_build_object('order_id', order_id, 'line_id', line_id, 'quantity', -quantity, 'flex', -flex))
	INTO moved FROM gone;
	IF moved IS NOT NULL THEN
		PERFORM group_buy_lines_move(moved);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER group_buy_order_lines_gone AFTER DELETE ON group_buy_order_lines
REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION group_buy_order_lines_gone();
--> statement-breakpoint
-- An order line stays with its order and line: what it is of is its key.
CREATE FUNCTION group_buy_order_lines_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.order_id <> OLD.order_id OR NEW.line_id <> OLD.line_id THEN
		RAISE EXCEPTION 'an order line keeps its order and line'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_order_line_keeps_its_order';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER group_buy_order_lines_guard BEFORE UPDATE ON group_buy_order_lines
FOR EACH ROW EXECUTE FUNCTION group_buy_order_lines_guard();
--> statement-breakpoint
CREATE TRIGGER group_buy_events_append_only BEFORE UPDATE OR DELETE ON group_buy_events
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER group_buy_moves_append_only BEFORE UPDATE OR DELETE ON group_buy_moves
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER group_buy_entries_append_only BEFORE UPDATE OR DELETE ON group_buy_entries
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER group_buy_orders_never_deleted BEFORE DELETE ON group_buy_orders
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
-- Looked at when the transaction commits: every movement adds up to zero, so the books always do.
CREATE FUNCTION group_buy_entries_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	total numeric;
BEGIN
	SELECT sum(amount_minor) INTO total FROM group_buy_entries WHERE move_id = NEW.move_id;
	IF total <> 0 THEN
		RAISE EXCEPTION 'a movement of the books is off by %', total
			USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_books_balance';
	END IF;
	IF NOT EXISTS (SELECT FROM group_buy_moves WHERE id = NEW.move_id AND group_buy_id = NEW.group_buy_id) THEN
		RAISE EXCEPTION 'an entry is of its movement’s group buy'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_books_balance';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER group_buy_entries_balance AFTER INSERT ON group_buy_entries
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION group_buy_entries_balance();
