-- What was kept before this was written down is there for the next group buy too.
INSERT INTO group_buy_carries (household_id, keeper_id, currency, amount_minor, made_by)
SELECT o.household_id, CASE WHEN s.position = 0 THEN b.organiser_id ELSE coalesce(s.organiser_id, b.organiser_id) END,
	b.currency, -e.amount_minor, m.id
FROM group_buy_moves m
JOIN group_buy_entries e ON e.move_id = m.id AND e.account = 'household'
JOIN group_buy_orders o ON o.id = e.order_id
JOIN group_buys b ON b.id = m.group_buy_id
JOIN group_buy_sides s ON s.id = o.side_id
WHERE m.kind = 'carried' AND o.household_id IS NOT NULL;
--> statement-breakpoint
-- A difference that is kept for the next time is taken up once, by a movement of the same household, amount and currency.
CREATE FUNCTION group_buy_carries_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.household_id <> OLD.household_id OR NEW.keeper_id <> OLD.keeper_id OR NEW.currency <> OLD.currency
		OR NEW.amount_minor <> OLD.amount_minor OR NEW.made_by <> OLD.made_by
		OR num_nonnulls(OLD.taken_up_by, OLD.taken_back_by) > 0 THEN
		RAISE EXCEPTION 'a difference kept for the next time is taken up or taken back once, and else stays as it is'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_carry_taken_once';
	END IF;
	RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER group_buy_carries_guard BEFORE UPDATE ON group_buy_carries
FOR EACH ROW EXECUTE FUNCTION group_buy_carries_guard();
--> statement-breakpoint
CREATE TRIGGER group_buy_carries_never_deleted BEFORE DELETE ON group_buy_carries
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
--> statement-breakpoint
-- What a movement did to the household that is meant, in the currency that is meant.
CREATE FUNCTION group_buy_carried_by(move bigint, household uuid, unit text) RETURNS bigint LANGUAGE sql STABLE AS $$
	SELECT coalesce(sum(e.amount_minor), 0)::bigint
	FROM group_buy_entries e JOIN group_buy_orders o ON o.id = e.order_id JOIN group_buys b ON b.id = e.group_buy_id
	WHERE e.move_id = move AND e.account = 'household' AND o.household_id = household AND b.currency = unit
$$;
--> statement-breakpoint
CREATE FUNCTION group_buy_carries_agree() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF group_buy_carried_by(NEW.made_by, NEW.household_id, NEW.currency) <> -NEW.amount_minor
		OR (NEW.taken_up_by IS NOT NULL
			AND group_buy_carried_by(NEW.taken_up_by, NEW.household_id, NEW.currency) <> NEW.amount_minor) THEN
		RAISE EXCEPTION 'what is kept for the next time is what the books of both say'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_carry_is_in_the_books';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER group_buy_carries_agree AFTER INSERT OR UPDATE ON group_buy_carries
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION group_buy_carries_agree();
--> statement-breakpoint
-- A reversal is the exact mirror of what it takes back, and is not taken back itself.
CREATE FUNCTION group_buy_reversals_mirror() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.reverses IS NULL THEN
		RETURN NULL;
	END IF;
	IF NEW.kind <> 'reversal'
		OR NOT EXISTS (SELECT FROM group_buy_moves m
			WHERE m.id = NEW.reverses AND m.group_buy_id = NEW.group_buy_id AND m.kind <> 'reversal')
		OR EXISTS (SELECT FROM group_buy_entries WHERE move_id IN (NEW.id, NEW.reverses)
			GROUP BY account, side_id, order_id, resident_id HAVING sum(amount_minor) <> 0) THEN
		RAISE EXCEPTION 'a reversal mirrors what it takes back'
			USING ERRCODE = 'check_violation', CONSTRAINT = 'group_buy_reversal_mirrors';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER group_buy_reversals_mirror AFTER INSERT ON group_buy_moves
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION group_buy_reversals_mirror();
