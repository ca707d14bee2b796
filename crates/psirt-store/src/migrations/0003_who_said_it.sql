-- Who said what a change brought in, where it was not the person who made the change: a name from
-- a fill-in book.

ALTER TABLE change ADD COLUMN said_by TEXT CHECK (said_by <> '');
