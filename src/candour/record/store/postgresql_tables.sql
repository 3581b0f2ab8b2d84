CREATE SCHEMA ledger


CREATE SCHEMA keys


CREATE TABLE ledger.record_log (name TEXT PRIMARY KEY, demonstration BOOLEAN NOT NULL, created TEXT NOT NULL)


CREATE TABLE keys.record_key (
    subject TEXT NOT NULL, wrapping TEXT NOT NULL, wrapped BYTEA NOT NULL, PRIMARY KEY (subject, wrapping)
)


CREATE TABLE ledger.record_content (content_id TEXT PRIMARY KEY, subject TEXT NOT NULL, body BYTEA NOT NULL)


CREATE TABLE ledger.record_entry (
    position BIGINT PRIMARY KEY, leaf TEXT NOT NULL, digest TEXT NOT NULL, nodes BYTEA NOT NULL,
    content_id TEXT NOT NULL UNIQUE REFERENCES ledger.record_content DEFERRABLE INITIALLY DEFERRED
)


ALTER TABLE ledger.record_content ADD CONSTRAINT record_content_entry FOREIGN KEY (content_id)
    REFERENCES ledger.record_entry (content_id) DEFERRABLE INITIALLY DEFERRED


CREATE TABLE ledger.record_subject (
    subject TEXT NOT NULL, version INTEGER NOT NULL, position BIGINT NOT NULL REFERENCES ledger.record_entry,
    PRIMARY KEY (subject, version)
)


CREATE TABLE ledger.record_erasure (subject TEXT PRIMARY KEY, position BIGINT NOT NULL REFERENCES ledger.record_entry)


CREATE TABLE ledger.record_checkpoint (
    size BIGINT NOT NULL, signed TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (size, signed)
)


CREATE TABLE ledger.record_alarm (raised TEXT NOT NULL, what TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (raised, what))
