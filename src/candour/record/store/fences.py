"""What the database itself refuses: changing, removing, skipping a place, and a clock that is not its own.

On PostgreSQL the application's role has no right to the tables at all but to read them: it adds with `record_append`.
"""

from pathlib import Path
from typing import Any

from django.db import connection

LEDGER = ("record_log", "record_content", "record_entry", "record_subject", "record_erasure")
SIGNED = ("record_checkpoint", "record_alarm")
KEYS = "record_key"
ONLY_GROWS = "The record only grows: add an entry that corrects the old one"
HERE = Path(__file__).parent


def statements(vendor: str) -> list[str]:
    """The statements that make the record's tables on one kind of database, then those that fence them."""
    return [*tables(vendor), *fences(vendor)]


def tables(vendor: str) -> list[str]:
    """The record's tables, with no fence yet."""
    return _parted(vendor, "tables")


def fences(vendor: str) -> list[str]:
    """What the database refuses from then on."""
    if vendor == "postgresql":
        never = [
            f"CREATE TRIGGER {name}_only_grows BEFORE {acts} ON {schema}.{name}"
            " FOR EACH STATEMENT EXECUTE FUNCTION ledger.record_only_grows()"
            for schema, name, acts in (
                *(("ledger", name, "UPDATE OR DELETE OR TRUNCATE") for name in (*LEDGER, *SIGNED)),
                ("keys", KEYS, "UPDATE OR TRUNCATE"),
            )
        ]
    else:
        never = [
            f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} BEGIN SELECT RAISE(ABORT, '{ONLY_GROWS}'); END"
            for name in (*LEDGER, *SIGNED, KEYS)
            for act in ("UPDATE", "DELETE")
            if (name, act) != (KEYS, "DELETE")
        ]
    return [*_parted(vendor, "fences"), *never]


def _parted(vendor: str, what: str) -> list[str]:
    text = (HERE / f"{vendor}_{what}.sql").read_text()
    return [part for part in text.split("\n\n\n") if part.strip()]


def remove_other_wrappings(cursor: Any, name: str) -> None:
    """Take away every key that is locked with another wrapping key: by the database's owner, with the fence lifted."""
    if connection.vendor == "postgresql":
        cursor.execute("ALTER TABLE record_key DISABLE TRIGGER record_key_kept")
        cursor.execute("DELETE FROM record_key WHERE wrapping <> %s", [name])
        cursor.execute("ALTER TABLE record_key ENABLE TRIGGER record_key_kept")
        return
    fence = next(one for one in fences("sqlite") if one.startswith("CREATE TRIGGER record_key_no_delete"))
    cursor.execute("DROP TRIGGER record_key_no_delete")
    cursor.execute("DELETE FROM record_key WHERE wrapping <> %s", [name])
    cursor.execute(fence)


def grants(role: str, others: list[str]) -> list[str]:
    """What the application's own PostgreSQL role may do: read the record, and add to it through one function.

    `others` are the tables that are no record: the told tables, accounts, sessions and drafts.
    """
    quoted = _quoted(role)
    kept = (*LEDGER, *SIGNED, KEYS)
    return [
        *_reading(quoted, kept),
        f"GRANT EXECUTE ON FUNCTION ledger.record_append TO {quoted}",
        f"REVOKE ALL ON access_view FROM {quoted}",
        f"GRANT SELECT, INSERT ON access_view TO {quoted}",
        f"GRANT USAGE ON SEQUENCE access_view_id_seq TO {quoted}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted}",
        *(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO {quoted}"
            for name in others
            if name not in (*kept, "access_view")
        ),
    ]


def signers_grants(role: str) -> list[str]:
    """What the signer's PostgreSQL role may do: read the leaves (no words, no keys), and add what it signed."""
    quoted = _quoted(role)
    return [
        f"GRANT USAGE ON SCHEMA ledger TO {quoted}",
        *(f"GRANT SELECT ON {name} TO {quoted}" for name in ("record_log", "record_entry", *SIGNED)),
        *(f"GRANT INSERT ON {name} TO {quoted}" for name in SIGNED),
    ]


def _reading(quoted: str, kept: tuple[str, ...]) -> list[str]:
    return [
        f"GRANT USAGE ON SCHEMA public, ledger, keys TO {quoted}",
        *(f"REVOKE ALL ON {name} FROM {quoted}" for name in kept),
        *(f"GRANT SELECT ON {name} TO {quoted}" for name in kept),
    ]


def _quoted(role: str) -> str:
    return '"' + role.replace('"', '""') + '"'
