CREATE TABLE plan (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    id TEXT NOT NULL,
    municipality TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    first_reiwa TEXT NOT NULL CHECK (first_reiwa IN ('gannen', 'heisei31'))
) STRICT;

CREATE TABLE department (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE progress_status (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT;

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
    narrative TEXT NOT NULL,
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
    reverts TEXT REFERENCES change_log (id),
    format INTEGER NOT NULL,
    changes TEXT NOT NULL
) STRICT;
