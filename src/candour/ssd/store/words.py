"""Finding entries by their words: the index beside the table of words, on SQLite and on PostgreSQL."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from candour.ssd.sound import words_of
from candour.ssd.store.reading import rows

MOST_WORDS, LONGEST_WORD = 20, 50
# Words that say nothing by themselves: PostgreSQL passes them over, so they are left out of what is asked of either.
_SMALL = """
a about above after again against all am an and any are as at be because been before being below between both but by
can did do does doing down during each few for from further had has have having he her here hers herself him himself his
how i if in into is it its itself just me more most my myself no nor not now of off on once only or other our ours
ourselves out over own s same she should so some such t than that the their theirs them themselves then there these they
this those through to too under until up very was we were what when where which while who whom why will with you your
yours yourself yourselves
"""
SAY_NOTHING = frozenset(_SMALL.split())
_OF_ENTRIES = "text_words, content='ssd_words', content_rowid='text_position'"
_GONE = "INSERT INTO words_index (words_index, rowid, text_words) VALUES ('delete', OLD.text_position, OLD.text_words);"
_ADDED = "INSERT INTO words_index (rowid, text_words) VALUES (NEW.text_position, NEW.text_words);"
INDEX = {
    "sqlite": (
        "DROP TABLE IF EXISTS words_index",
        f"CREATE VIRTUAL TABLE words_index USING fts5({_OF_ENTRIES}, tokenize='porter unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER words_added AFTER INSERT ON ssd_words BEGIN {_ADDED} END",
        f"CREATE TRIGGER words_gone AFTER DELETE ON ssd_words BEGIN {_GONE} END",
        f"CREATE TRIGGER words_changed AFTER UPDATE ON ssd_words BEGIN {_GONE} {_ADDED} END",
    ),
    "postgresql": ("CREATE INDEX words_index ON ssd_words USING gin (to_tsvector('english', text_words))",),
}
# Of a word that half the record has, only the newest entries are weighed: weighing every one would take seconds.
WEIGHED = 2_000
FIND = {
    "sqlite": "SELECT w.text_position, w.text_person_id FROM (SELECT words_index.rowid AS place, bm25(words_index) AS score"
    " FROM words_index JOIN ssd_words p ON p.text_position = words_index.rowid WHERE words_index MATCH %s{where}"
    f" ORDER BY words_index.rowid DESC LIMIT {WEIGHED}) JOIN ssd_words w ON w.text_position = place"
    " ORDER BY score, w.text_happened DESC, w.text_position DESC LIMIT %s",
    "postgresql": "WITH matched AS MATERIALIZED (SELECT p.text_position FROM ssd_words p"
    " WHERE to_tsvector('english', p.text_words) @@ plainto_tsquery('english', %s){where}),"
    f" newest AS (SELECT text_position FROM matched ORDER BY text_position DESC LIMIT {WEIGHED})"
    " SELECT w.text_position, w.text_person_id FROM newest JOIN ssd_words w USING (text_position)"
    " ORDER BY ts_rank(to_tsvector('english', w.text_words), plainto_tsquery('english', %s), 1) DESC,"
    " w.text_happened DESC, w.text_position DESC LIMIT %s",
}


def asked_words(typed: str) -> list[str]:
    """The words of what somebody typed that say something. Marks, quotes and signs are no words.

    >>> asked_words('the "belt" OR (bruise*)')
    ['belt', 'bruise']
    """
    found = dict.fromkeys(word[:LONGEST_WORD] for word in words_of(typed) if word not in SAY_NOTHING)
    return list(found)[:MOST_WORDS]


def entries_with(asked: Sequence[str], *, most: int, persons: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Entries with all of these words, the likeliest first: place on the record and person; only of `persons`, if given."""
    if not asked or persons == []:
        return []
    on_sqlite = connection.vendor == "sqlite"
    query = " ".join(f'"{word}"' for word in asked) if on_sqlite else " ".join(asked)
    where = f" AND p.text_person_id IN ({', '.join(['%s'] * len(persons))})" if persons is not None else ""
    values = [query, *(persons or ()), *([] if on_sqlite else [query]), most]
    return rows(FIND[connection.vendor].format(where=where), values)
