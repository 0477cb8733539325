CREATE TABLE "calls" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "calls_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"resident_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cares" (
	"resident_id" uuid PRIMARY KEY NOT NULL,
	"lives_alone" boolean DEFAULT false NOT NULL,
	"buddy_id" uuid,
	"every_hours" integer DEFAULT 24 NOT NULL,
	"heard_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	CONSTRAINT "care_every_1_to_720_hours" CHECK ("cares"."every_hours" between 1 and 720)
);
--> statement-breakpoint
CREATE TABLE "entry_codes" (
	"hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"resident_id" uuid,
	"building_id" uuid NOT NULL,
	"made_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "passkey_challenges" (
	"challenge" text PRIMARY KEY NOT NULL,
	"resident_id" uuid,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"resident_id" uuid NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] DEFAULT '{}' NOT NULL,
	"device" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "building_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "building_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"building_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about_id" uuid,
	"listing_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "knocks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "knocks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"handover_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"found" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reports" ALTER COLUMN "listing_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "phone" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "phoneless" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "agreed_by" text;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "added_by" uuid;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "elsewhere" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "suspended_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "accepted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "acting_for" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "acting_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "buildings" ADD COLUMN "house_rules" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "buildings" ADD COLUMN "keep_days" integer DEFAULT 90 NOT NULL;--> statement-breakpoint
ALTER TABLE "households" ADD COLUMN "people" integer;--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "acted_by" uuid;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "forgotten_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "about_id" uuid;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "kind" text DEFAULT 'other' NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "settled_with" text;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_by_id_residents_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cares" ADD CONSTRAINT "cares_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cares" ADD CONSTRAINT "cares_buddy_id_residents_id_fk" FOREIGN KEY ("buddy_id") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_codes" ADD CONSTRAINT "entry_codes_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_codes" ADD CONSTRAINT "entry_codes_building_id_buildings_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."buildings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_codes" ADD CONSTRAINT "entry_codes_made_by_residents_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey_challenges" ADD CONSTRAINT "passkey_challenges_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "building_events" ADD CONSTRAINT "building_events_building_id_buildings_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."buildings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knocks" ADD CONSTRAINT "knocks_handover_id_handovers_id_fk" FOREIGN KEY ("handover_id") REFERENCES "public"."handovers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knocks" ADD CONSTRAINT "knocks_by_id_residents_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_of" ON "calls" USING btree ("resident_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cares_due" ON "cares" USING btree ("due_at") WHERE "cares"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "entry_codes_by_resident" ON "entry_codes" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "entry_codes_by_end" ON "entry_codes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "passkey_challenges_by_end" ON "passkey_challenges" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "passkeys_by_resident" ON "passkeys" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "building_events_of" ON "building_events" USING btree ("building_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "knocks_of" ON "knocks" USING btree ("handover_id","id");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_acting_for_residents_id_fk" FOREIGN KEY ("acting_for") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_acted_by_residents_id_fk" FOREIGN KEY ("acted_by") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_about_id_residents_id_fk" FOREIGN KEY ("about_id") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "handovers_unsigned" ON "handovers" USING btree ("listing_id") WHERE "handovers"."state" in ('left', 'missing');--> statement-breakpoint
CREATE INDEX "listings_to_forget" ON "listings" USING btree ("until") WHERE "listings"."status" <> 'open' and "listings"."forgotten_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "report_of_a_person_once" ON "reports" USING btree ("about_id","reported_by") WHERE "reports"."settled_at" is null;--> statement-breakpoint
ALTER TABLE "residents" ADD CONSTRAINT "resident_without_phone_agreed" CHECK (not "residents"."phoneless" or "residents"."agreed_by" is not null);--> statement-breakpoint
ALTER TABLE "buildings" ADD CONSTRAINT "building_keeps_7_to_730_days" CHECK ("buildings"."keep_days" between 7 and 730);--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "household_of_1_to_30_people" CHECK ("households"."people" between 1 and 30);--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "report_is_about_one_thing" CHECK (num_nonnulls("reports"."listing_id", "reports"."about_id") = 1);