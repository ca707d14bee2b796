-- Workshops of an assessment. While one is open, what a respondent answered is only in
-- `sealed_opinion`, sealed under a key that lies in a file outside the workspace and is removed at
-- the end; what the promise lets through is then in `first` and `second`. No time is kept of when
-- anybody answered, and the rows lie in the order of ids that only the key explains.
CREATE TABLE workshop (
    id         TEXT PRIMARY KEY,
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    promise    TEXT NOT NULL CHECK (promise IN ('named', 'by_group', 'never')),
    minutes    INTEGER NOT NULL CHECK (minutes > 0),
    stage      TEXT NOT NULL CHECK (stage IN ('first', 'second', 'talked', 'closed')),
    opened_at  TEXT NOT NULL,
    closed_at  TEXT,
    CHECK ((stage = 'closed') = (closed_at IS NOT NULL))
) STRICT;
CREATE INDEX workshop_of_assessment ON workshop (assessment);

CREATE TABLE respondent (
    workshop   TEXT NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
    number     INTEGER NOT NULL CHECK (number > 0),
    name       TEXT NOT NULL,
    role_group TEXT NOT NULL,
    PRIMARY KEY (workshop, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE workshop_service (
    workshop   TEXT NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
    service    TEXT NOT NULL,
    settlement TEXT CHECK (json_valid(settlement)),
    parked     TEXT CHECK (json_valid(parked)),
    first      TEXT CHECK (json_valid(first)),
    second     TEXT CHECK (json_valid(second)),
    PRIMARY KEY (workshop, service)
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed_opinion (
    workshop TEXT NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
    id       BLOB NOT NULL,
    sealed   BLOB NOT NULL,
    PRIMARY KEY (workshop, id)
) STRICT, WITHOUT ROWID;
