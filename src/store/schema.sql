-- A file is opened only if its tables are declared in these words, to the letter: what stands here is
-- never edited.

CREATE TABLE plan (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    id TEXT NOT NULL,
    municipality TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    first_reiwa TEXT NOT NULL CHECK (first_reiwa IN ('gannen', 'heisei31'))
, number_style TEXT NOT NULL DEFAULT 'as_texts' CHECK (number_style IN ('as_texts', 'half', 'full', 'single', 'unchecked')), bracket_style TEXT NOT NULL DEFAULT 'as_texts' CHECK (bracket_style IN ('as_texts', 'full', 'half', 'unchecked'))) STRICT;

CREATE TABLE department (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1))
, contact TEXT NOT NULL DEFAULT '', successor TEXT REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED, successor_from INTEGER CHECK ((successor_from IS NULL) = (successor IS NULL))) STRICT;

CREATE TABLE progress_status (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1))
, mark TEXT NOT NULL DEFAULT '', done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)), hue TEXT NOT NULL DEFAULT 'gray' CHECK (hue IN ('gray', 'indigo', 'green', 'amber', 'red'))) STRICT;

CREATE TABLE fiscal_year (
    year INTEGER PRIMARY KEY NOT NULL,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1))
) STRICT;

CREATE TABLE goal (
    id TEXT PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE direction (
    id TEXT PRIMARY KEY NOT NULL,
    goal TEXT NOT NULL REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE measure (
    id TEXT PRIMARY KEY NOT NULL,
    direction TEXT NOT NULL REFERENCES direction (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE measure_department (
    measure TEXT NOT NULL REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
    department TEXT NOT NULL REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED,
    role TEXT NOT NULL CHECK (role IN ('lead', 'related')),
    position INTEGER NOT NULL,
    PRIMARY KEY (measure, department)
) STRICT;

CREATE TABLE implementation (
    measure TEXT NOT NULL REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
    year INTEGER NOT NULL REFERENCES fiscal_year (year) DEFERRABLE INITIALLY DEFERRED,
    status TEXT REFERENCES progress_status (id) DEFERRABLE INITIALLY DEFERRED,
    narrative TEXT NOT NULL, approval TEXT NOT NULL DEFAULT 'none' CHECK (approval IN ('none', 'department', 'confirmed')), remark TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (measure, year)
) STRICT;

CREATE TABLE change_log (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    parent TEXT REFERENCES change_log (id),
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    op TEXT NOT NULL,
    subject TEXT NOT NULL,
    reverts TEXT REFERENCES change_log (id), digest BLOB NOT NULL DEFAULT x'') STRICT;

CREATE TABLE "template" (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    settings TEXT NOT NULL
) STRICT;

CREATE TABLE taken (
    commit_id TEXT PRIMARY KEY NOT NULL REFERENCES change_log (id),
    format INTEGER NOT NULL,
    commits TEXT NOT NULL,
    origins TEXT NOT NULL,
    unified TEXT NOT NULL,
    declined TEXT NOT NULL
) STRICT;

CREATE TABLE edition (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    head TEXT,
    paper TEXT NOT NULL,
    template TEXT NOT NULL,
    settings TEXT NOT NULL,
    dated TEXT,
    pages INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT;

CREATE TABLE edition_content (
    edition TEXT PRIMARY KEY NOT NULL REFERENCES edition (id) DEFERRABLE INITIALLY DEFERRED,
    pdf BLOB NOT NULL,
    pdf_sha256 TEXT NOT NULL,
    book BLOB NOT NULL,
    book_sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE scope (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    commit_id TEXT NOT NULL REFERENCES change_log (id),
    format INTEGER NOT NULL,
    scope TEXT NOT NULL
) STRICT;

CREATE TABLE handed_out (
    id TEXT PRIMARY KEY NOT NULL,
    commit_id TEXT NOT NULL REFERENCES change_log (id),
    format INTEGER NOT NULL,
    scope TEXT NOT NULL,
    file TEXT NOT NULL
) STRICT;

CREATE TABLE returned (
    commit_id TEXT PRIMARY KEY NOT NULL REFERENCES change_log (id),
    handed_out TEXT NOT NULL REFERENCES handed_out (id),
    head TEXT NOT NULL,
    submitted INTEGER NOT NULL CHECK (submitted IN (0, 1))
) STRICT;

CREATE TABLE change_pack (
    last INTEGER PRIMARY KEY REFERENCES change_log (sequence),
    first INTEGER NOT NULL CHECK (first <= last),
    format INTEGER NOT NULL,
    packed INTEGER NOT NULL CHECK (packed IN (0, 1)),
    changes BLOB NOT NULL
) STRICT;
