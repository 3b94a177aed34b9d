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
