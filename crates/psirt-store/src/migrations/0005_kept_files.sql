-- Copies of files that support an answer. `name` stands in a piece of evidence as its place; `mark`
-- is the part of it that no other text has, so that whatever speaks of the copy is found.
CREATE TABLE kept_file (
    name  TEXT PRIMARY KEY CHECK (name <> ''),
    mark  TEXT NOT NULL UNIQUE CHECK (mark <> ''),
    bytes BLOB NOT NULL
) STRICT;
