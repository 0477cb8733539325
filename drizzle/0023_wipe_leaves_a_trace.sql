-- As in 0018, but what belongs to another building stays whole. Rows that hang on this building by a link that must be
-- there go with it; a link that may be empty is somebody else's row that names somebody of here, and loses the name.
-- In group buys bought together the orders of here stay as numbers without household, people or words, so that what was
-- ordered and every movement of the other building's books add up as before. A closed group buy of this building in
-- which another took part is that one's from now on.
CREATE OR REPLACE FUNCTION group_buy_orders_count() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	before integer := CASE WHEN TG_OP = 'UPDATE' AND OLD.state = 'placed' THEN 1 ELSE 0 END;
	after integer := CASE WHEN NEW.state = 'placed' THEN 1 ELSE 0 END;
	buy record;
BEGIN
	-- Only a wipe takes the household off an order; what was ordered stays as it was.
	IF TG_OP = 'UPDATE' AND current_setting('stairwell.wiping', true) = 'yes' AND NEW.household_id IS NULL AND before = after THEN
		RETURN NEW;
	END IF;
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
CREATE FUNCTION wipe_from_shared_buys(which uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	buy record;
BEGIN
	-- Who answered for the other side answers for the whole, which is closed; without anybody there it goes.
	FOR buy IN
		SELECT DISTINCT ON (b.id) b.id, b.scope, s.id AS side_id, r.id AS organiser_id, r.household_id, h.entrance, n.id AS building_id, n.community_id
		FROM group_buys b
		JOIN group_buy_sides s ON s.group_buy_id = b.id AND s.state = 'joined' AND s.building_id <> which
		JOIN buildings n ON n.id = s.building_id
		JOIN residents r ON r.id = s.organiser_id AND r.building_id = n.id
		JOIN households h ON h.id = r.household_id
		WHERE b.building_id = which AND b.state IN ('settled', 'failed', 'cancelled')
		ORDER BY b.id, s.position
	LOOP
		UPDATE group_buy_sides SET position = CASE WHEN id = buy.side_id THEN 0 ELSE position + 1 END
		WHERE group_buy_id = buy.id;
		UPDATE group_buys SET building_id = buy.building_id, community_id = buy.community_id, organiser_id = buy.organiser_id,
			organiser_household_id = buy.household_id, scope = 'building', audience = 'b:' || buy.building_id,
			details = '', supplier = '', payment = '', payment_photo_id = NULL, pickup_place = '', pickup_text = '',
			change_reason = '', share_code = NULL
		WHERE id = buy.id;
		UPDATE group_buy_lines SET photo_id = NULL WHERE group_buy_id = buy.id;
		UPDATE group_buy_events SET reason = '' WHERE group_buy_id = buy.id;
		UPDATE group_buy_moves SET reason = '' WHERE group_buy_id = buy.id;
	END LOOP;
	UPDATE group_buy_orders o SET household_id = NULL, outside_door = '#' || o.place, note = ''
	FROM households h, group_buys b
	WHERE h.id = o.household_id AND h.building_id = which AND b.id = o.group_buy_id AND b.building_id <> which;
	UPDATE group_buy_events e SET reason = '' FROM group_buy_sides s, buildings w
	WHERE w.id = which AND s.building_id = which AND e.group_buy_id = s.group_buy_id AND e.kind = 'joined' AND e.reason = w.name;
	UPDATE group_buy_sides SET building_id = NULL, name = '—', outside_organiser = '', code = NULL
	WHERE building_id = which AND group_buy_id IN (SELECT id FROM group_buys WHERE building_id <> which);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION wipe_building(which uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	link record;
	found bigint;
	more boolean := true;
	part regclass;
	touched uuid[];
	home uuid := (SELECT community_id FROM buildings WHERE id = which);
	-- Links that may be empty, of rows that say nothing without them.
	owning text[] := ARRAY['notifications.listing_id', 'notifications.handover_id', 'notifications.corner_id',
		'notifications.group_buy_id', 'letters.resident_id', 'letters.building_id', 'letters.listing_id',
		'passkey_challenges.resident_id', 'entry_codes.resident_id', 'reports.about_id', 'reports.listing_id',
		'group_buy_carries.taken_up_by', 'group_buy_carries.taken_back_by'];
BEGIN
	PERFORM set_config('stairwell.wiping', 'yes', true);
	DELETE FROM requests WHERE actor IN (SELECT id::text FROM residents WHERE building_id = which);
	-- What neighbours of other buildings were told about somebody of here.
	UPDATE notifications n SET detail = n.detail - 'name' - 'door' - 'reason'
	FROM residents r JOIN households h ON h.id = r.household_id, residents reader
	WHERE r.building_id = which AND reader.id = n.resident_id AND reader.building_id <> which
		AND n.detail ->> 'name' = r.name AND coalesce(n.detail ->> 'door', h.door) = h.door;
	PERFORM wipe_from_shared_buys(which);
	CREATE TEMPORARY TABLE doomed (rel regclass, tid tid, PRIMARY KEY (rel, tid)) ON COMMIT DROP;
	CREATE TEMPORARY TABLE links ON COMMIT DROP AS
		SELECT c.conrelid::regclass AS child, c.confrelid::regclass AS parent, ca.attname AS child_column, pa.attname AS parent_column,
			ca.attnotnull OR c.conrelid::regclass::text || '.' || ca.attname = ANY (owning) AS owns
		FROM pg_constraint c
		JOIN pg_attribute ca ON ca.attrelid = c.conrelid AND ca.attnum = c.conkey[1]
		JOIN pg_attribute pa ON pa.attrelid = c.confrelid AND pa.attnum = c.confkey[1]
		WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1;
	INSERT INTO doomed SELECT 'buildings'::regclass, ctid FROM buildings WHERE id = which;
	WHILE more LOOP
		more := false;
		FOR link IN SELECT * FROM links WHERE owns LOOP
			EXECUTE format(
				'INSERT INTO doomed SELECT DISTINCT %L::regclass, child.ctid FROM %s child JOIN %s parent ON child.%I = parent.%I JOIN doomed d ON d.rel = %L::regclass AND d.tid = parent.ctid ON CONFLICT DO NOTHING',
				link.child, link.child, link.parent, link.child_column, link.parent_column, link.parent);
			GET DIAGNOSTICS found = ROW_COUNT;
			more := more OR found > 0;
		END LOOP;
	END LOOP;
	-- Rows that stay move when they are written; those that go must not, they are known by where they lie.
	FOR link IN SELECT * FROM links WHERE NOT owns LOOP
		EXECUTE format(
			'UPDATE %s child SET %I = NULL FROM %s parent JOIN doomed d ON d.rel = %L::regclass AND d.tid = parent.ctid WHERE child.%I = parent.%I AND NOT EXISTS (SELECT FROM doomed gone WHERE gone.rel = %L::regclass AND gone.tid = child.ctid)',
			link.child, link.child_column, link.parent, link.parent, link.child_column, link.parent_column, link.child);
	END LOOP;
	-- Posts of other buildings of which somebody here had claimed something: what was theirs is free again.
	SELECT array_agg(DISTINCT h.listing_id) INTO touched FROM handovers h JOIN doomed d ON d.rel = 'handovers'::regclass AND d.tid = h.ctid
	WHERE NOT EXISTS (SELECT FROM listings l JOIN doomed dl ON dl.rel = 'listings'::regclass AND dl.tid = l.ctid WHERE l.id = h.listing_id);
	WHILE EXISTS (SELECT FROM doomed) LOOP
		more := false;
		FOR part IN SELECT DISTINCT d.rel FROM doomed d LOOP
			BEGIN
				EXECUTE format('DELETE FROM %s t USING doomed d WHERE d.rel = %L::regclass AND d.tid = t.ctid', part, part);
				DELETE FROM doomed d WHERE d.rel = part;
				more := true;
			EXCEPTION WHEN foreign_key_violation THEN
				NULL; -- others still point at it: its turn comes
			END;
		END LOOP;
		IF NOT more THEN
			RAISE EXCEPTION 'tables point at each other in a circle';
		END IF;
	END LOOP;
	DROP TABLE doomed;
	DROP TABLE links;
	UPDATE listings l SET
		held = (SELECT coalesce(sum(h.quantity), 0) FROM handovers h WHERE h.listing_id = l.id AND handover_holds(h.state)),
		waiting = (SELECT count(*) FROM handovers h WHERE h.listing_id = l.id AND h.state = 'waiting')
	WHERE l.id = ANY (touched);
	UPDATE listing_parts p SET
		held = (SELECT coalesce(sum(h.quantity), 0) FROM handovers h WHERE h.part_id = p.id AND handover_holds(h.state))
	WHERE p.listing_id = ANY (touched);
	DELETE FROM photos p WHERE NOT EXISTS (SELECT FROM listings WHERE id = p.listing_id)
		AND NOT EXISTS (SELECT FROM handovers WHERE id = p.handover_id)
		AND NOT EXISTS (SELECT FROM corners WHERE id = p.corner_id)
		AND NOT EXISTS (SELECT FROM shelf_items WHERE id = p.shelf_item_id)
		AND NOT EXISTS (SELECT FROM group_buys WHERE id = p.group_buy_id);
	DELETE FROM communities WHERE id = home AND NOT EXISTS (SELECT FROM buildings WHERE community_id = home);
	-- With the last building gone, the installation may be set up anew.
	DELETE FROM settings WHERE name = 'set_up_at' AND NOT EXISTS (SELECT FROM communities);
END $$;
