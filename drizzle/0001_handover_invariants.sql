-- What must hold whoever writes: application, script or a hand in psql.
-- Every count below is settled under the row lock of the listing, so two writers cannot both be right.

CREATE FUNCTION handover_holds(state text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT state IN ('reserved', 'on_the_way', 'left', 'missing', 'received')
$$;
--> statement-breakpoint
-- A handover begins waiting, reserved, or – written down after the fact – received or left; it ends once and is never revived.
CREATE FUNCTION handover_change_allowed(before text, after text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT CASE before
		WHEN 'waiting' THEN after IN ('reserved', 'released', 'refused')
		WHEN 'reserved' THEN after IN ('on_the_way', 'left', 'received', 'released', 'lapsed')
		WHEN 'on_the_way' THEN after IN ('left', 'received', 'released')
		WHEN 'left' THEN after IN ('received', 'missing')
		WHEN 'missing' THEN after IN ('received', 'released')
		WHEN 'received' THEN after = 'returned'
		ELSE false
	END
$$;
--> statement-breakpoint
CREATE FUNCTION handovers_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state NOT IN ('waiting', 'reserved', 'received') THEN
			RAISE EXCEPTION 'a handover cannot begin as %', NEW.state
				USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_change_allowed';
		END IF;
		RETURN NEW;
	END IF;
	IF NEW.listing_id <> OLD.listing_id OR NEW.claimant_household_id <> OLD.claimant_household_id
		OR NEW.part_id IS DISTINCT FROM OLD.part_id OR NEW.line <> OLD.line THEN
		RAISE EXCEPTION 'a handover keeps its listing, part, household and place'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_keeps_its_parties';
	END IF;
	IF NEW.state <> OLD.state AND NOT handover_change_allowed(OLD.state, NEW.state) THEN
		RAISE EXCEPTION 'a handover cannot go from % to %', OLD.state, NEW.state
			USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_change_allowed';
	END IF;
	-- Only somebody in line can want less: the head of the line takes its part and waits for the rest.
	IF NEW.quantity <> OLD.quantity AND NOT (OLD.state = 'waiting' AND NEW.state = 'waiting' AND NEW.quantity < OLD.quantity) THEN
		RAISE EXCEPTION 'a handover keeps its quantity'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_keeps_its_quantity';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER handovers_guard BEFORE INSERT OR UPDATE ON handovers
FOR EACH ROW EXECUTE FUNCTION handovers_guard();
--> statement-breakpoint
CREATE FUNCTION handovers_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	held_before integer := CASE WHEN TG_OP = 'UPDATE' AND handover_holds(OLD.state) THEN OLD.quantity ELSE 0 END;
	held_after integer := CASE WHEN handover_holds(NEW.state) THEN NEW.quantity ELSE 0 END;
	waiting_before integer := CASE WHEN TG_OP = 'UPDATE' AND OLD.state = 'waiting' THEN 1 ELSE 0 END;
	waiting_after integer := CASE WHEN NEW.state = 'waiting' THEN 1 ELSE 0 END;
	share integer;
	relaxed timestamptz;
	offered boolean;
	mine integer;
BEGIN
	IF held_before <> held_after OR waiting_before <> waiting_after THEN
		-- Takes the listing's row lock; its CHECK refuses what is more than there is.
		UPDATE listings SET held = held + held_after - held_before, waiting = waiting + waiting_after - waiting_before
		WHERE id = NEW.listing_id
		RETURNING per_household, relaxed_at, direction = 'offer' INTO share, relaxed, offered;
		IF NEW.part_id IS NOT NULL AND held_before <> held_after THEN
			UPDATE listing_parts SET held = held + held_after - held_before
			WHERE id = NEW.part_id AND listing_id = NEW.listing_id;
			IF NOT FOUND THEN
				RAISE EXCEPTION 'the part is of another listing'
					USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_part_of_its_listing';
			END IF;
		END IF;
		IF TG_OP = 'INSERT' AND offered AND share IS NOT NULL AND NEW.changed_at < relaxed THEN
			-- A new snapshot under the row lock: everybody else's committed handovers are counted. Who waits counts too, or
			-- a household could wait for more than it may ever hold. No later change makes this sum larger.
			SELECT sum(quantity) INTO mine FROM handovers
			WHERE listing_id = NEW.listing_id AND claimant_household_id = NEW.claimant_household_id
				AND (state = 'waiting' OR handover_holds(state));
			IF mine > share THEN
				RAISE EXCEPTION 'the household would have % of at most %', mine, share
					USING ERRCODE = 'check_violation', CONSTRAINT = 'household_share_kept';
			END IF;
		END IF;
	END IF;
	IF TG_OP = 'INSERT' THEN
		INSERT INTO handover_events (handover_id, from_state, to_state, quantity, at, by_id, for_id, reason)
		VALUES (NEW.id, NULL, NEW.state, NEW.quantity, NEW.changed_at, NEW.changed_by, NEW.changed_for, NEW.change_reason);
	ELSIF OLD.state <> NEW.state OR OLD.quantity <> NEW.quantity THEN
		INSERT INTO handover_events (handover_id, from_state, to_state, quantity, at, by_id, for_id, reason)
		VALUES (NEW.id, OLD.state, NEW.state, NEW.quantity, NEW.changed_at, NEW.changed_by, NEW.changed_for, NEW.change_reason);
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER handovers_count AFTER INSERT OR UPDATE ON handovers
FOR EACH ROW EXECUTE FUNCTION handovers_count();
--> statement-breakpoint
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- Wiping a whole building is the one thing that may: it says so for its own transaction.
	IF current_setting('stairwell.wiping', true) = 'yes' THEN
		RETURN COALESCE(NEW, OLD);
	END IF;
	RAISE EXCEPTION '% keeps what was written', TG_TABLE_NAME
		USING ERRCODE = 'check_violation', CONSTRAINT = 'trail_is_append_only';
END $$;
--> statement-breakpoint
CREATE TRIGGER handover_events_append_only BEFORE UPDATE OR DELETE ON handover_events
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER listing_events_append_only BEFORE UPDATE OR DELETE ON listing_events
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER handovers_never_deleted BEFORE DELETE ON handovers
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
-- The share of a household and the time from which it no longer holds are fixed when a listing is posted.
CREATE FUNCTION listings_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.quantity <> OLD.quantity OR NEW.per_household IS DISTINCT FROM OLD.per_household
		OR NEW.relaxed_at <> OLD.relaxed_at OR NEW.direction <> OLD.direction
		OR NEW.poster_household_id <> OLD.poster_household_id THEN
		RAISE EXCEPTION 'a listing keeps its quantity, share and household'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_keeps_its_terms';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER listings_guard BEFORE UPDATE ON listings
FOR EACH ROW EXECUTE FUNCTION listings_guard();
--> statement-breakpoint
-- A household stays in its building; its people's copy of the building must agree.
CREATE FUNCTION residents_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM households WHERE id = NEW.household_id AND building_id = NEW.building_id) THEN
		RAISE EXCEPTION 'the household is of another building'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'resident_of_its_building';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER residents_guard BEFORE INSERT OR UPDATE OF household_id, building_id ON residents
FOR EACH ROW EXECUTE FUNCTION residents_guard();
--> statement-breakpoint
-- Counters of the rate limits: no wait for the disk; after a crash everybody begins anew.
ALTER TABLE limits SET UNLOGGED;
