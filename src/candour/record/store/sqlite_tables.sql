CREATE TABLE record_log (name TEXT PRIMARY KEY, demonstration INTEGER NOT NULL, created TEXT NOT NULL) STRICT


CREATE TABLE record_key (
    subject TEXT NOT NULL, wrapping TEXT NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (subject, wrapping)
) STRICT, WITHOUT ROWID


CREATE TABLE record_content (
    content_id TEXT PRIMARY KEY REFERENCES record_entry (content_id) DEFERRABLE INITIALLY DEFERRED,
    subject TEXT NOT NULL, body BLOB NOT NULL
) STRICT, WITHOUT ROWID


CREATE TABLE record_entry (
    position INTEGER PRIMARY KEY, leaf TEXT NOT NULL, digest TEXT NOT NULL, nodes BLOB NOT NULL,
    content_id TEXT NOT NULL UNIQUE REFERENCES record_content (content_id) DEFERRABLE INITIALLY DEFERRED
) STRICT


CREATE TABLE record_subject (
    subject TEXT NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL REFERENCES record_entry,
    PRIMARY KEY (subject, version)
) STRICT, WITHOUT ROWID


CREATE TABLE record_erasure (subject TEXT PRIMARY KEY, position INTEGER NOT NULL REFERENCES record_entry) STRICT


CREATE TABLE record_checkpoint (size INTEGER NOT NULL, signed TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (size, signed)) STRICT


CREATE TABLE record_alarm (raised TEXT NOT NULL, what TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (raised, what)) STRICT
