CREATE TABLE "group_buy_carries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"household_id" uuid NOT NULL,
	"keeper_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"made_by" bigint NOT NULL,
	"taken_up_by" bigint,
	"taken_back_by" bigint,
	CONSTRAINT "group_buy_carry_of_something" CHECK ("group_buy_carries"."amount_minor" <> 0),
	CONSTRAINT "group_buy_carry_ends_once" CHECK (num_nonnulls("group_buy_carries"."taken_up_by", "group_buy_carries"."taken_back_by") <= 1)
);
--> statement-breakpoint
ALTER TABLE "group_buy_problems" ADD COLUMN "move_id" bigint;--> statement-breakpoint
ALTER TABLE "group_buy_carries" ADD CONSTRAINT "group_buy_carries_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_buy_carries" ADD CONSTRAINT "group_buy_carries_keeper_id_residents_id_fk" FOREIGN KEY ("keeper_id") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_buy_carries" ADD CONSTRAINT "group_buy_carries_made_by_group_buy_moves_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."group_buy_moves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_buy_carries" ADD CONSTRAINT "group_buy_carries_taken_up_by_group_buy_moves_id_fk" FOREIGN KEY ("taken_up_by") REFERENCES "public"."group_buy_moves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_buy_carries" ADD CONSTRAINT "group_buy_carries_taken_back_by_group_buy_moves_id_fk" FOREIGN KEY ("taken_back_by") REFERENCES "public"."group_buy_moves"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "group_buy_carry_made_once" ON "group_buy_carries" USING btree ("made_by");--> statement-breakpoint
CREATE UNIQUE INDEX "group_buy_carry_taken_up_once" ON "group_buy_carries" USING btree ("taken_up_by");--> statement-breakpoint
CREATE INDEX "group_buy_carries_of" ON "group_buy_carries" USING btree ("household_id","keeper_id","currency");--> statement-breakpoint
ALTER TABLE "group_buy_problems" ADD CONSTRAINT "group_buy_problems_move_id_group_buy_moves_id_fk" FOREIGN KEY ("move_id") REFERENCES "public"."group_buy_moves"("id") ON DELETE no action ON UPDATE no action;