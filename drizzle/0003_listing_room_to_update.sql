-- Every claim writes its listing's counters anew. With room left on the page the new version stays there, and no index
-- has to learn of it (HOT): a tenth more claims a second, measured with `npm run bench`.
ALTER TABLE "listings" SET (fillfactor = 80);
