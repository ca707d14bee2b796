-- Anchor cases of a workshop: what each respondent scored is only in `sealed_anchor`, sealed as
-- answers are; once it is shown to the room, `calibration` holds as much as the promise lets
-- through, and the sealed rows are gone.
ALTER TABLE workshop ADD COLUMN calibration TEXT CHECK (json_valid(calibration));

CREATE TABLE sealed_anchor (
    workshop TEXT NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
    id       BLOB NOT NULL,
    sealed   BLOB NOT NULL,
    PRIMARY KEY (workshop, id)
) STRICT, WITHOUT ROWID;
