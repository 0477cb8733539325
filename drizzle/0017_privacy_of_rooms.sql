ALTER TABLE "shelf_wishes" ADD COLUMN "acted_by" uuid;--> statement-breakpoint
ALTER TABLE "group_buy_comments" ADD COLUMN "acted_by" uuid;--> statement-breakpoint
ALTER TABLE "group_buys" ADD COLUMN "forgotten_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "shelf_wishes" ADD CONSTRAINT "shelf_wishes_acted_by_residents_id_fk" FOREIGN KEY ("acted_by") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_buy_comments" ADD CONSTRAINT "group_buy_comments_acted_by_residents_id_fk" FOREIGN KEY ("acted_by") REFERENCES "public"."residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "group_buys_to_forget" ON "group_buys" USING btree ("changed_at") WHERE "group_buys"."state" in ('settled', 'failed', 'cancelled') and "group_buys"."forgotten_at" is null;