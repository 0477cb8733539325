-- A building that has people is never without a steward. The building's row is locked first, so that two stewards who
-- resign at once are settled one after the other; the second then sees the first gone.
CREATE FUNCTION stewards_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NOT (OLD.status = 'confirmed' AND 'steward' = ANY (OLD.roles)) THEN
		RETURN NULL;
	END IF;
	IF TG_OP = 'UPDATE' AND NEW.status = 'confirmed' AND 'steward' = ANY (NEW.roles) AND NEW.building_id = OLD.building_id THEN
		RETURN NULL;
	END IF;
	IF current_setting('stairwell.wiping', true) = 'yes' THEN
		RETURN NULL;
	END IF;
	PERFORM FROM buildings WHERE id = OLD.building_id FOR UPDATE;
	IF EXISTS (
		SELECT FROM residents WHERE building_id = OLD.building_id AND status = 'confirmed' AND 'steward' = ANY (roles)
	) THEN
		RETURN NULL;
	END IF;
	IF EXISTS (SELECT FROM residents WHERE building_id = OLD.building_id AND status = 'confirmed' AND NOT elsewhere) THEN
		RAISE EXCEPTION 'a building is never without a steward'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'building_has_a_steward';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER stewards_guard AFTER UPDATE OF status, roles, building_id OR DELETE ON residents
FOR EACH ROW EXECUTE FUNCTION stewards_guard();
--> statement-breakpoint
-- The log of a building, calls and knocks only ever grow.
CREATE TRIGGER building_events_append_only BEFORE UPDATE OR DELETE ON building_events
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER calls_append_only BEFORE UPDATE OR DELETE ON calls
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
CREATE TRIGGER knocks_append_only BEFORE UPDATE OR DELETE ON knocks
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
-- Somebody who lives elsewhere, or has no phone, looks after nothing here.
ALTER TABLE residents ADD CONSTRAINT resident_roles_need_a_home_and_a_phone
	CHECK (roles = '{}' OR NOT (elsewhere OR phoneless));
--> statement-breakpoint
-- A deleted account keeps nothing that says who it was.
ALTER TABLE residents ADD CONSTRAINT resident_erased_is_nobody
	CHECK (erased_at IS NULL OR (status = 'left' AND name = '' AND phone = '' AND login IS NULL AND password_hash IS NULL AND return_code_hash IS NULL));
