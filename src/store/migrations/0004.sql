CREATE TABLE taken (
    commit_id TEXT PRIMARY KEY NOT NULL REFERENCES change_log (id),
    format INTEGER NOT NULL,
    commits TEXT NOT NULL,
    origins TEXT NOT NULL,
    unified TEXT NOT NULL,
    declined TEXT NOT NULL
) STRICT;
