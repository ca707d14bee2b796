-- The workspace file. Times are RFC 3339 in UTC with milliseconds, days `YYYY-MM-DD`, so that
-- both sort as text. Ids are made by the program; nothing is ever found by its name.

-- The workspace itself: one row. `program` is the version that wrote the file last; a program
-- that is too old to open the file names it.
CREATE TABLE workspace (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    name       TEXT NOT NULL CHECK (name <> ''),
    created_at TEXT NOT NULL,
    program    TEXT NOT NULL
) STRICT;

-- Who is assessed, as it is today; an assessment keeps what it was then.
CREATE TABLE organization (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL CHECK (name <> ''),
    sector     TEXT,
    size       TEXT,
    model      TEXT,
    created_at TEXT NOT NULL
) STRICT;

-- The company, business unit or product line that is assessed; its rounds form a trend.
CREATE TABLE scope (
    id           TEXT PRIMARY KEY,
    organization TEXT NOT NULL REFERENCES organization (id) ON DELETE CASCADE,
    name         TEXT NOT NULL,
    created_at   TEXT NOT NULL,
    UNIQUE (organization, name)
) STRICT;

-- Sheets as they were when an assessment was made with them, each text once. A round renders
-- for ever, whatever sheets the program ships or the user removes.
CREATE TABLE sheet_copy (
    number   INTEGER PRIMARY KEY,
    sheet    TEXT NOT NULL,
    edition  TEXT NOT NULL,
    services INTEGER NOT NULL,
    text     TEXT NOT NULL
) STRICT;
CREATE INDEX sheet_copy_of_edition ON sheet_copy (sheet, edition);

CREATE TABLE assessment (
    id             TEXT PRIMARY KEY,
    scope          TEXT NOT NULL REFERENCES scope (id) ON DELETE CASCADE,
    sheet_copy     INTEGER NOT NULL REFERENCES sheet_copy (number),
    organization   TEXT NOT NULL CHECK (json_valid(organization)),
    scope_name     TEXT NOT NULL,
    title          TEXT NOT NULL,
    date           TEXT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('draft', 'finished')),
    assessors      TEXT NOT NULL CHECK (json_valid(assessors)),
    classification TEXT,
    profile        TEXT,
    -- The round it continues, and the one whose mistake it corrects.
    follows        TEXT REFERENCES assessment (id) ON DELETE SET NULL,
    corrects       TEXT REFERENCES assessment (id) ON DELETE SET NULL,
    created_at     TEXT NOT NULL,
    changed_at     TEXT NOT NULL,
    -- In the bin since; NULL is not in the bin.
    removed_at     TEXT
) STRICT;
CREATE INDEX assessment_of_scope ON assessment (scope, date);
CREATE INDEX assessment_follows ON assessment (follows);
CREATE INDEX assessment_corrects ON assessment (corrects);
CREATE INDEX assessment_of_sheet_copy ON assessment (sheet_copy);

-- What was answered for a service. No state is unanswered; such a row holds a note or an owner.
CREATE TABLE answer (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    service    TEXT NOT NULL,
    state      TEXT CHECK (state IN ('level', 'not_applicable', 'dont_know')),
    level      INTEGER CHECK (level >= 0),
    reason     TEXT,
    indicators TEXT NOT NULL CHECK (json_valid(indicators)),
    note       TEXT NOT NULL,
    owner      TEXT NOT NULL,
    PRIMARY KEY (assessment, service),
    CHECK ((state IS 'level') = (level IS NOT NULL)),
    CHECK ((state IS 'not_applicable') = (reason IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE target (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    service    TEXT NOT NULL,
    level      INTEGER NOT NULL CHECK (level >= 0),
    PRIMARY KEY (assessment, service)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    service    TEXT NOT NULL,
    position   INTEGER NOT NULL,
    title      TEXT NOT NULL,
    place      TEXT NOT NULL,
    date       TEXT,
    PRIMARY KEY (assessment, service, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE action (
    assessment  TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    id          TEXT NOT NULL,
    position    INTEGER NOT NULL,
    service     TEXT NOT NULL,
    to_level    INTEGER NOT NULL CHECK (to_level > 0),
    title       TEXT NOT NULL,
    deliverable TEXT NOT NULL,
    owner       TEXT NOT NULL,
    due         TEXT,
    effort_days REAL CHECK (effort_days >= 0),
    state       TEXT NOT NULL,
    PRIMARY KEY (assessment, id)
) STRICT, WITHOUT ROWID;

-- What a screen keeps with an assessment and core does not know, such as a plan under a budget.
CREATE TABLE document (
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    json       TEXT NOT NULL CHECK (json_valid(json)),
    PRIMARY KEY (assessment, name)
) STRICT, WITHOUT ROWID;

-- A finished assessment: its file as it was frozen, and the figures as they were computed then.
CREATE TABLE milestone (
    assessment  TEXT PRIMARY KEY REFERENCES assessment (id) ON DELETE CASCADE,
    finished_at TEXT NOT NULL,
    finished_by TEXT NOT NULL,
    text        TEXT NOT NULL CHECK (json_valid(text)),
    figures     TEXT NOT NULL CHECK (json_valid(figures)),
    annotation  TEXT NOT NULL DEFAULT ''
) STRICT;

-- Sheets, readings, profiles and crosswalks of the user's own.
CREATE TABLE framework (
    kind         TEXT NOT NULL CHECK (kind IN ('sheet', 'reading', 'profile', 'crosswalk')),
    id           TEXT NOT NULL,
    edition      TEXT NOT NULL,
    text         TEXT NOT NULL,
    source       TEXT NOT NULL,
    installed_at TEXT NOT NULL,
    installed_by TEXT NOT NULL,
    PRIMARY KEY (kind, id, edition)
) STRICT;

CREATE TABLE setting (
    key  TEXT PRIMARY KEY,
    json TEXT NOT NULL CHECK (json_valid(json))
) STRICT, WITHOUT ROWID;

-- How reports look; the row without organization is for those that have none of their own.
CREATE TABLE branding (
    number       INTEGER PRIMARY KEY,
    organization TEXT UNIQUE REFERENCES organization (id) ON DELETE CASCADE,
    logo         BLOB,
    logo_name    TEXT,
    colour       TEXT,
    footer       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX branding_for_all ON branding (organization IS NULL) WHERE organization IS NULL;

-- What was done, in order. A step on the undo stack is `done`, one that was undone and can be
-- done again is `undone`; `settled` is everything else.
CREATE TABLE step (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    assessment TEXT REFERENCES assessment (id) ON DELETE CASCADE,
    at         TEXT NOT NULL,
    who        TEXT NOT NULL,
    what       TEXT NOT NULL CHECK (what <> ''),
    reverses   INTEGER REFERENCES step (number),
    standing   TEXT NOT NULL CHECK (standing IN ('done', 'undone', 'settled'))
) STRICT;
CREATE INDEX step_of_assessment ON step (assessment, standing, number);
CREATE INDEX step_reverses ON step (reverses);

CREATE TABLE change (
    number  INTEGER PRIMARY KEY,
    step    INTEGER NOT NULL REFERENCES step (number) ON DELETE CASCADE,
    slot    TEXT NOT NULL,
    subject TEXT NOT NULL,
    before  TEXT CHECK (json_valid(before)),
    after   TEXT CHECK (json_valid(after))
) STRICT;
CREATE INDEX change_of_step ON change (step);

-- What is finished stays as it is, whatever a program tries. Erasing it whole is allowed:
-- the rows below go with their assessment.
CREATE TRIGGER finished_assessment_stays BEFORE UPDATE OF
    sheet_copy, organization, scope_name, title, date, state, assessors, classification, profile
ON assessment WHEN old.state = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;

CREATE TRIGGER finished_answer_stays BEFORE UPDATE ON answer
WHEN (SELECT state FROM assessment WHERE id = old.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;
CREATE TRIGGER no_answer_once_finished BEFORE INSERT ON answer
WHEN (SELECT state FROM assessment WHERE id = new.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;
CREATE TRIGGER finished_answer_is_kept BEFORE DELETE ON answer
WHEN (SELECT state FROM assessment WHERE id = old.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;

CREATE TRIGGER finished_target_stays BEFORE UPDATE ON target
WHEN (SELECT state FROM assessment WHERE id = old.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;
CREATE TRIGGER no_target_once_finished BEFORE INSERT ON target
WHEN (SELECT state FROM assessment WHERE id = new.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;
CREATE TRIGGER finished_target_is_kept BEFORE DELETE ON target
WHEN (SELECT state FROM assessment WHERE id = old.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;

CREATE TRIGGER finished_evidence_stays BEFORE UPDATE ON evidence
WHEN (SELECT state FROM assessment WHERE id = old.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;
CREATE TRIGGER no_evidence_once_finished BEFORE INSERT ON evidence
WHEN (SELECT state FROM assessment WHERE id = new.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;
CREATE TRIGGER finished_evidence_is_kept BEFORE DELETE ON evidence
WHEN (SELECT state FROM assessment WHERE id = old.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;

CREATE TRIGGER finished_action_stays BEFORE UPDATE ON action
WHEN (SELECT state FROM assessment WHERE id = old.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;
CREATE TRIGGER no_action_once_finished BEFORE INSERT ON action
WHEN (SELECT state FROM assessment WHERE id = new.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;
CREATE TRIGGER finished_action_is_kept BEFORE DELETE ON action
WHEN (SELECT state FROM assessment WHERE id = old.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;

CREATE TRIGGER finished_document_stays BEFORE UPDATE ON document
WHEN (SELECT state FROM assessment WHERE id = old.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;
CREATE TRIGGER no_document_once_finished BEFORE INSERT ON document
WHEN (SELECT state FROM assessment WHERE id = new.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;
CREATE TRIGGER finished_document_is_kept BEFORE DELETE ON document
WHEN (SELECT state FROM assessment WHERE id = old.assessment) = 'finished'
BEGIN SELECT RAISE(ABORT, 'a finished assessment is never changed'); END;

CREATE TRIGGER sheet_copy_stays BEFORE UPDATE ON sheet_copy
BEGIN SELECT RAISE(ABORT, 'the copy of a sheet is never changed'); END;

CREATE TRIGGER milestone_stays BEFORE UPDATE OF assessment, finished_at, finished_by, text, figures
ON milestone
BEGIN SELECT RAISE(ABORT, 'a milestone is never changed'); END;
