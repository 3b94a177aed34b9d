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
