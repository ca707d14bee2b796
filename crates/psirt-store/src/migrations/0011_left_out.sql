-- Members that the coordinator left out of an edition, because they lost their key and contributed
-- under another, and those it counts again: the last word about a member holds. A benchmark was
-- computed with what was said up to a number, so that it is known for ever whom it speaks of.
CREATE TABLE left_out (
    number   INTEGER PRIMARY KEY,
    edition  INTEGER NOT NULL REFERENCES cohort_edition (number) ON DELETE CASCADE,
    member   TEXT NOT NULL,
    left_out INTEGER NOT NULL CHECK (left_out IN (0, 1)),
    said_at  TEXT NOT NULL
) STRICT;
CREATE INDEX left_out_of_edition ON left_out (edition);

ALTER TABLE cohort_release ADD COLUMN said_up_to INTEGER NOT NULL DEFAULT 0;

-- What the coordinator calls a member, where it was not admitted by a code with a name.
CREATE TABLE member_name (
    cohort TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
    member TEXT NOT NULL,
    name   TEXT NOT NULL,
    PRIMARY KEY (cohort, member)
) STRICT, WITHOUT ROWID;
