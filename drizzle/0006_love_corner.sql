CREATE TABLE "corner_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "corner_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"corner_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "corner_follows" (
	"corner_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "corner_follows_corner_id_resident_id_pk" PRIMARY KEY("corner_id","resident_id")
);
--> statement-breakpoint
CREATE TABLE "corner_news" (
	"corner_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "corner_news_corner_id_kind_pk" PRIMARY KEY("corner_id","kind")
);
--> statement-breakpoint
CREATE TABLE "corners" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"building_id" uuid NOT NULL,
	"place" text NOT NULL,
	"agreed_by" text DEFAULT '' NOT NULL,
	"not_here" text DEFAULT '' NOT NULL,
	"keeper" text DEFAULT '' NOT NULL,
	"guests" boolean DEFAULT false NOT NULL,
	"code" text NOT NULL,
	"share_code" text NOT NULL,
	"photo_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"closed_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	CONSTRAINT "corner_code_once" UNIQUE("code"),
	CONSTRAINT "corner_share_code_once" UNIQUE("share_code")
);
--> statement-breakpoint
CREATE TABLE "movements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "movements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"quantity" integer NOT NULL,
	"change" integer DEFAULT 0 NOT NULL,
	"after" integer DEFAULT 0 NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_id" uuid,
	"for_id" uuid,
	"guest" text,
	"reason" text DEFAULT '' NOT NULL,
	"undoes" bigint,
	"handover_id" uuid,
	CONSTRAINT "movement_quantity" CHECK ("movements"."quantity" between (case when "movements"."kind" = 'counted' then 0 else 1 end) and 999),
	CONSTRAINT "movement_by_somebody" CHECK (num_nonnulls("movements"."by_id", "movements"."guest") = 1),
	CONSTRAINT "movement_guests_only_take" CHECK ("movements"."guest" is null or "movements"."kind" in ('taken', 'undone')),
	CONSTRAINT "movement_undoes_something" CHECK (("movements"."kind" = 'undone') = ("movements"."undoes" is not null))
);
--> statement-breakpoint
CREATE TABLE "shelf_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"corner_id" uuid NOT NULL,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"unit" text DEFAULT '' NOT NULL,
	"best_before" date,
	"photo_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"quantity" integer DEFAULT 0 NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	"counted_at" timestamp with time zone,
	"counted_by" uuid,
	"doubted_at" timestamp with time zone,
	CONSTRAINT "shelf_item_once" UNIQUE NULLS NOT DISTINCT("corner_id","title","category","unit","best_before"),
	CONSTRAINT "shelf_never_below_zero" CHECK ("shelf_items"."quantity" >= 0),
	CONSTRAINT "shelf_at_most_999" CHECK ("shelf_items"."quantity" <= 999)
);
--> statement-breakpoint
CREATE TABLE "shelf_wishes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"corner_id" uuid NOT NULL,
	"title" text NOT NULL,
	"wished_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"fulfilled_by" bigint,
	CONSTRAINT "shelf_wish_ends_when_fulfilled" CHECK ("shelf_wishes"."fulfilled_by" is null or "shelf_wishes"."ended_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "photos" DROP CONSTRAINT "photo_belongs_to_one_thing";--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "corner_id" uuid;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "bundle" text;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "corner_id" uuid;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "shelf_item_id" uuid;--> statement-breakpoint
ALTER TABLE "corner_events" ADD CONSTRAINT "corner_events_corner_id_corners_id_fk" FOREIGN KEY ("corner_id") REFERENCES "public"."corners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corner_events" ADD CONSTRAINT "corner_events_by_id_residents_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corner_follows" ADD CONSTRAINT "corner_follows_corner_id_corners_id_fk" FOREIGN KEY ("corner_id") REFERENCES "public"."corners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corner_follows" ADD CONSTRAINT "corner_follows_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corner_news" ADD CONSTRAINT "corner_news_corner_id_corners_id_fk" FOREIGN KEY ("corner_id") REFERENCES "public"."corners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corners" ADD CONSTRAINT "corners_building_id_buildings_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."buildings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corners" ADD CONSTRAINT "corners_created_by_residents_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movements" ADD CONSTRAINT "movements_item_id_shelf_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."shelf_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movements" ADD CONSTRAINT "movements_by_id_residents_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movements" ADD CONSTRAINT "movements_for_id_residents_id_fk" FOREIGN KEY ("for_id") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movements" ADD CONSTRAINT "movements_undoes_movements_id_fk" FOREIGN KEY ("undoes") REFERENCES "public"."movements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movements" ADD CONSTRAINT "movements_handover_id_handovers_id_fk" FOREIGN KEY ("handover_id") REFERENCES "public"."handovers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shelf_items" ADD CONSTRAINT "shelf_items_corner_id_corners_id_fk" FOREIGN KEY ("corner_id") REFERENCES "public"."corners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shelf_items" ADD CONSTRAINT "shelf_items_counted_by_residents_id_fk" FOREIGN KEY ("counted_by") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shelf_wishes" ADD CONSTRAINT "shelf_wishes_corner_id_corners_id_fk" FOREIGN KEY ("corner_id") REFERENCES "public"."corners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shelf_wishes" ADD CONSTRAINT "shelf_wishes_wished_by_residents_id_fk" FOREIGN KEY ("wished_by") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shelf_wishes" ADD CONSTRAINT "shelf_wishes_fulfilled_by_movements_id_fk" FOREIGN KEY ("fulfilled_by") REFERENCES "public"."movements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corner_events_of" ON "corner_events" USING btree ("corner_id","id");--> statement-breakpoint
CREATE INDEX "corner_follows_of" ON "corner_follows" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "corners_of_building" ON "corners" USING btree ("building_id","created_at");--> statement-breakpoint
CREATE INDEX "corners_due" ON "corners" USING btree ("due_at") WHERE "corners"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "movements_of_item" ON "movements" USING btree ("item_id","id");--> statement-breakpoint
CREATE INDEX "movements_of_guest" ON "movements" USING btree ("guest","at") WHERE "movements"."guest" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "movement_of_handover_once" ON "movements" USING btree ("handover_id","kind") WHERE "movements"."handover_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "movement_undone_once" ON "movements" USING btree ("undoes") WHERE "movements"."undoes" is not null;--> statement-breakpoint
CREATE INDEX "shelf_items_of" ON "shelf_items" USING btree ("corner_id","moved_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shelf_wish_once" ON "shelf_wishes" USING btree ("corner_id",lower("title")) WHERE "shelf_wishes"."ended_at" is null;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_corner_id_corners_id_fk" FOREIGN KEY ("corner_id") REFERENCES "public"."corners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notification_bundled_once" ON "notifications" USING btree ("resident_id","bundle") WHERE "notifications"."bundle" is not null;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photo_belongs_to_one_thing" CHECK (num_nonnulls("photos"."listing_id", "photos"."handover_id", "photos"."corner_id", "photos"."shelf_item_id") = 1);