"""Entries that stand in the wrong place, or hold what this file may not show."""

from candour.record.entry import entry


@entry("entry_masked")
class EntryMasked:
    """An entry holding what this file may not show was hidden by a named person, with a reason."""

    entry_id: str
    why: str


@entry("entry_moved")
class EntryMoved:
    """An entry on the wrong child was moved to the right one by a named person, with a reason."""

    entry_id: str
    why: str
    to_person: str = ""
