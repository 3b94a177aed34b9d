CREATE TABLE change_pack (
    last INTEGER PRIMARY KEY REFERENCES change_log (sequence),
    first INTEGER NOT NULL CHECK (first <= last),
    format INTEGER NOT NULL,
    packed INTEGER NOT NULL CHECK (packed IN (0, 1)),
    changes BLOB NOT NULL
) STRICT;

INSERT INTO change_pack (last, first, format, packed, changes)
SELECT sequence, sequence, format, 0, CAST(changes AS BLOB) FROM change_log;

ALTER TABLE change_log DROP COLUMN changes;
ALTER TABLE change_log DROP COLUMN format;
