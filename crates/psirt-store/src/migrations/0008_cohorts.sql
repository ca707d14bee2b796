-- Cohorts that this workspace coordinates (`cohort` and all that refers to it), and cohorts whose
-- members it speaks for (`membership`). A secret is what the keys are made from; a coordinator's is
-- only in a workspace that a passphrase protects. Contributions are never changed or removed: which
-- of a member's counts follows from all that were taken, and a benchmark was computed from all up
-- to a number.
CREATE TABLE cohort (
    id         TEXT PRIMARY KEY,
    secret     BLOB NOT NULL CHECK (length(secret) = 32),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cohort_edition (
    number     INTEGER PRIMARY KEY,
    cohort     TEXT NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
    edition    TEXT NOT NULL,
    card       TEXT NOT NULL CHECK (json_valid(card)),
    sheet_copy INTEGER NOT NULL REFERENCES sheet_copy (number),
    closed_at  TEXT,
    UNIQUE (cohort, edition)
) STRICT;

CREATE TABLE admission_code (
    edition INTEGER NOT NULL REFERENCES cohort_edition (number) ON DELETE CASCADE,
    code    TEXT NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (edition, code)
) STRICT, WITHOUT ROWID;

-- A byte of `levels` is what was answered to a service, in the order of the sheet.
CREATE TABLE contribution (
    number      INTEGER PRIMARY KEY,
    edition     INTEGER NOT NULL REFERENCES cohort_edition (number) ON DELETE CASCADE,
    digest      TEXT NOT NULL,
    member      TEXT NOT NULL,
    sequence    INTEGER NOT NULL CHECK (sequence > 0),
    withdrawn   INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    code        TEXT,
    month       TEXT NOT NULL,
    sector      TEXT,
    size_band   TEXT,
    model       TEXT,
    prepared_by TEXT,
    levels      BLOB NOT NULL,
    taken_on    TEXT NOT NULL,
    UNIQUE (edition, digest)
) STRICT;

CREATE TABLE cohort_release (
    number    INTEGER PRIMARY KEY,
    edition   INTEGER NOT NULL REFERENCES cohort_edition (number) ON DELETE CASCADE,
    benchmark TEXT NOT NULL CHECK (json_valid(benchmark)),
    up_to     INTEGER NOT NULL
) STRICT;
CREATE INDEX release_of_edition ON cohort_release (edition);

CREATE TABLE membership (
    cohort   TEXT PRIMARY KEY,
    secret   BLOB NOT NULL CHECK (length(secret) = 32),
    sequence INTEGER NOT NULL CHECK (sequence >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE membership_edition (
    cohort  TEXT NOT NULL REFERENCES membership (cohort) ON DELETE CASCADE,
    edition TEXT NOT NULL,
    card    TEXT NOT NULL CHECK (json_valid(card)),
    PRIMARY KEY (cohort, edition)
) STRICT, WITHOUT ROWID;
