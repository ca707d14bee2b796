-- The SHA-256 of the text of a finished assessment, in hexadecimal digits: what is read later is
-- what was frozen. Filled in by the program for those that were frozen before.
ALTER TABLE milestone ADD COLUMN digest TEXT;
CREATE TRIGGER digest_stays BEFORE UPDATE OF digest ON milestone WHEN OLD.digest IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a milestone is never changed'); END;
