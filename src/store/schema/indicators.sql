-- Indicators with their figures, and the grades by which they are judged.

ALTER TABLE plan ADD COLUMN indicator_kinds TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN rate_rule TEXT NOT NULL DEFAULT 'target';

CREATE TABLE scale (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE grade (
    id TEXT PRIMARY KEY NOT NULL,
    scale TEXT NOT NULL REFERENCES scale (id) DEFERRABLE INITIALLY DEFERRED,
    mark TEXT NOT NULL,
    meaning TEXT NOT NULL,
    lower TEXT NOT NULL,
    hue TEXT NOT NULL,
    counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1))
) STRICT;

CREATE TABLE indicator (
    id TEXT PRIMARY KEY NOT NULL,
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    series TEXT NOT NULL,
    closing TEXT NOT NULL,
    closing_figure TEXT NOT NULL,
    better TEXT NOT NULL,
    decimals TEXT NOT NULL,
    base TEXT NOT NULL,
    base_label TEXT NOT NULL,
    base_at TEXT NOT NULL,
    target TEXT NOT NULL,
    target_label TEXT NOT NULL,
    target_year INTEGER,
    rate TEXT NOT NULL,
    scale TEXT REFERENCES scale (id) DEFERRABLE INITIALLY DEFERRED,
    definition TEXT NOT NULL,
    method TEXT NOT NULL,
    timing TEXT NOT NULL,
    reporter TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    lead TEXT NOT NULL,
    related TEXT NOT NULL,
    period_first INTEGER,
    period_last INTEGER,
    successor TEXT REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
    dismissed TEXT NOT NULL
) STRICT;

CREATE TABLE observation (
    indicator TEXT NOT NULL REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
    year INTEGER NOT NULL,
    target TEXT NOT NULL,
    actual TEXT NOT NULL,
    as_of TEXT NOT NULL,
    note TEXT NOT NULL,
    cause TEXT NOT NULL,
    grade TEXT REFERENCES grade (id) DEFERRABLE INITIALLY DEFERRED,
    approval TEXT NOT NULL,
    remark TEXT NOT NULL,
    dismissed TEXT NOT NULL,
    PRIMARY KEY (indicator, year)
) STRICT;

CREATE TABLE amendment (
    indicator TEXT NOT NULL REFERENCES indicator (id) DEFERRABLE INITIALLY DEFERRED,
    year INTEGER NOT NULL,
    unit TEXT NOT NULL,
    definition TEXT NOT NULL,
    target TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (indicator, year)
) STRICT;
