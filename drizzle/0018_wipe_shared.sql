-- As in 0010; besides, the parts of other buildings' asks are free again, and pictures that neighbours of other buildings
-- took of what is gone go with it (photos point at their thing without a foreign key).
CREATE OR REPLACE FUNCTION wipe_building(which uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	link record;
	found bigint;
	more boolean := true;
	part regclass;
	touched uuid[];
	home uuid := (SELECT community_id FROM buildings WHERE id = which);
BEGIN
	PERFORM set_config('stairwell.wiping', 'yes', true);
	DELETE FROM requests WHERE actor IN (SELECT id::text FROM residents WHERE building_id = which);
	CREATE TEMPORARY TABLE doomed (rel regclass, tid tid, PRIMARY KEY (rel, tid)) ON COMMIT DROP;
	INSERT INTO doomed SELECT 'buildings'::regclass, ctid FROM buildings WHERE id = which;
	WHILE more LOOP
		more := false;
		FOR link IN
			SELECT c.conrelid::regclass AS child, c.confrelid::regclass AS parent, ca.attname AS child_column, pa.attname AS parent_column
			FROM pg_constraint c
			JOIN pg_attribute ca ON ca.attrelid = c.conrelid AND ca.attnum = c.conkey[1]
			JOIN pg_attribute pa ON pa.attrelid = c.confrelid AND pa.attnum = c.confkey[1]
			WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1
		LOOP
			EXECUTE format(
				'INSERT INTO doomed SELECT DISTINCT %L::regclass, child.ctid FROM %s child JOIN %s parent ON child.%I = parent.%I JOIN doomed d ON d.rel = %L::regclass AND d.tid = parent.ctid ON CONFLICT DO NOTHING',
				link.child, link.child, link.parent, link.child_column, link.parent_column, link.parent);
			GET DIAGNOSTICS found = ROW_COUNT;
			more := more OR found > 0;
		END LOOP;
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
