CREATE TABLE handout (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    settings TEXT NOT NULL
) STRICT;
