"""What the database itself refuses: changing, removing, skipping a place, and a clock that is not its own."""

TABLES = {
    "sqlite": """
CREATE TABLE record_log (name TEXT PRIMARY KEY, demonstration INTEGER NOT NULL, created TEXT NOT NULL);
CREATE TABLE record_content (content_id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE record_entry (
    position INTEGER PRIMARY KEY, leaf TEXT NOT NULL, digest TEXT NOT NULL, chain TEXT NOT NULL,
    content_id TEXT NOT NULL UNIQUE REFERENCES record_content);
CREATE TABLE record_subject (
    subject TEXT NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL REFERENCES record_entry,
    PRIMARY KEY (subject, version)) WITHOUT ROWID;
""",
    "postgresql": """
CREATE TABLE record_log (name TEXT PRIMARY KEY, demonstration BOOLEAN NOT NULL, created TEXT NOT NULL);
CREATE TABLE record_content (content_id TEXT PRIMARY KEY, body BYTEA NOT NULL);
CREATE TABLE record_entry (
    position BIGINT PRIMARY KEY, leaf TEXT NOT NULL, digest TEXT NOT NULL, chain TEXT NOT NULL,
    content_id TEXT NOT NULL UNIQUE REFERENCES record_content);
CREATE TABLE record_subject (
    subject TEXT NOT NULL, version INTEGER NOT NULL, position BIGINT NOT NULL REFERENCES record_entry,
    PRIMARY KEY (subject, version));
""",
}
NAMES = ("record_log", "record_content", "record_entry", "record_subject")
ONLY_GROWS = "The record only grows: add an entry that corrects the old one"
CLOCK = "WrongClock: the time of this entry is more than five seconds from the database clock"

SQLITE_INSERTS = f"""
CREATE TRIGGER record_log_once BEFORE INSERT ON record_log WHEN EXISTS (SELECT 1 FROM record_log)
BEGIN SELECT RAISE(ABORT, 'The record already has its name'); END;
CREATE TRIGGER record_content_once BEFORE INSERT ON record_content
WHEN EXISTS (SELECT 1 FROM record_content WHERE content_id = NEW.content_id)
BEGIN SELECT RAISE(ABORT, '{ONLY_GROWS}'); END;
CREATE TRIGGER record_entry_next BEFORE INSERT ON record_entry
WHEN NEW.position IS NOT (SELECT COALESCE(MAX(position), -1) + 1 FROM record_entry)
BEGIN SELECT RAISE(ABORT, 'An entry can only be added at the end of the record'); END;
CREATE TRIGGER record_entry_clock BEFORE INSERT ON record_entry
WHEN NOT COALESCE((SELECT demonstration FROM record_log), 0)
    AND COALESCE(ABS(julianday(json_extract(NEW.leaf, '$.recorded')) - julianday('now')) * 86400.0, 6) > 5.0
BEGIN SELECT RAISE(ABORT, '{CLOCK}'); END;
CREATE TRIGGER record_subject_next BEFORE INSERT ON record_subject
WHEN NEW.version IS NOT (SELECT COALESCE(MAX(version), 0) + 1 FROM record_subject WHERE subject = NEW.subject)
BEGIN SELECT RAISE(ABORT, 'Somebody else wrote to this record after you read it'); END;
"""

POSTGRESQL_FUNCTIONS = f"""
CREATE FUNCTION record_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{ONLY_GROWS}'; END $$;
CREATE FUNCTION record_log_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM record_log) THEN RAISE EXCEPTION 'The record already has its name'; END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION record_entry_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position IS DISTINCT FROM (SELECT COALESCE(MAX(position), -1) + 1 FROM record_entry) THEN
        RAISE EXCEPTION 'An entry can only be added at the end of the record';
    END IF;
    IF NOT COALESCE((SELECT demonstration FROM record_log), FALSE) AND COALESCE(ABS(EXTRACT(EPOCH FROM
        (NEW.leaf::json ->> 'recorded')::timestamptz - clock_timestamp())), 6) > 5 THEN
        RAISE EXCEPTION '{CLOCK}';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION record_subject_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version IS DISTINCT FROM
        (SELECT COALESCE(MAX(version), 0) + 1 FROM record_subject WHERE subject = NEW.subject) THEN
        RAISE EXCEPTION 'Somebody else wrote to this record after you read it';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER record_log_once BEFORE INSERT ON record_log FOR EACH ROW EXECUTE FUNCTION record_log_once();
CREATE TRIGGER record_entry_next BEFORE INSERT ON record_entry FOR EACH ROW EXECUTE FUNCTION record_entry_next();
CREATE TRIGGER record_subject_next BEFORE INSERT ON record_subject FOR EACH ROW EXECUTE FUNCTION record_subject_next();
"""


def statements(vendor: str) -> list[str]:
    """The statements that make the record and its fences on one kind of database."""
    made = [part for part in TABLES[vendor].split(";\n") if part.strip()]
    if vendor == "postgresql":
        fences = [
            f"CREATE TRIGGER {name}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION record_only_grows()"
            for name in NAMES
        ]
        return [*made, POSTGRESQL_FUNCTIONS, *fences]
    fences = [
        f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} BEGIN SELECT RAISE(ABORT, '{ONLY_GROWS}'); END"
        for name in NAMES
        for act in ("UPDATE", "DELETE")
    ]
    inserts = [part + "END;" for part in SQLITE_INSERTS.split("END;\n") if part.strip()]
    return [*made, *inserts, *fences]


def grants(role: str, others: list[str]) -> list[str]:
    """What the application's own PostgreSQL role may do: read the record and the log of views, and add to them.

    `others` are the tables that are no record: the told tables, accounts, sessions and drafts.
    """
    quoted = '"' + role.replace('"', '""') + '"'
    kept = (*NAMES, "access_view")
    return [
        f"GRANT USAGE ON SCHEMA public TO {quoted}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted}",
        *(f"REVOKE ALL ON {name} FROM {quoted}" for name in kept),
        *(f"GRANT SELECT, INSERT ON {name} TO {quoted}" for name in kept),
        *(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO {quoted}" for name in others if name not in kept),
    ]
