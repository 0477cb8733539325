CREATE TABLE "letters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "letters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"via" text NOT NULL,
	"kind" text NOT NULL,
	"once_key" text NOT NULL,
	"resident_id" uuid,
	"building_id" uuid,
	"listing_id" uuid,
	"since" timestamp with time zone,
	"till" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"last_status" integer,
	CONSTRAINT "letter_once" UNIQUE("once_key"),
	CONSTRAINT "letter_has_one_receiver" CHECK (("letters"."via" = 'mail' and "letters"."resident_id" is not null and "letters"."building_id" is null)
				or ("letters"."via" = 'webhook' and "letters"."building_id" is not null and "letters"."resident_id" is null))
);
--> statement-breakpoint
CREATE TABLE "mail_addresses" (
	"resident_id" uuid PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"wants" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"token_hash" text,
	"confirmed_at" timestamp with time zone,
	"told_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	CONSTRAINT "mail_address_token_once" UNIQUE("token_hash"),
	CONSTRAINT "mail_wants_known" CHECK ("mail_addresses"."wants" in ('daily', 'soon'))
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"building_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"url" text NOT NULL,
	"secret" text DEFAULT '' NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhook_kind_known" CHECK ("webhooks"."kind" in ('generic', 'wecom', 'dingtalk', 'feishu'))
);
--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_building_id_buildings_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."buildings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_addresses" ADD CONSTRAINT "mail_addresses_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "public"."residents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_building_id_buildings_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."buildings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letters_due" ON "letters" USING btree ("via","due_at") WHERE "letters"."state" = 'due';--> statement-breakpoint
CREATE INDEX "letters_of_building" ON "letters" USING btree ("building_id","created_at");--> statement-breakpoint
CREATE INDEX "mail_addresses_next" ON "mail_addresses" USING btree ("next_at") WHERE "mail_addresses"."confirmed_at" is not null;