ALTER TABLE "listings" ADD COLUMN "rings" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "widens_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "listings_widening" ON "listings" USING btree ("widens_at") WHERE "listings"."widens_at" is not null;