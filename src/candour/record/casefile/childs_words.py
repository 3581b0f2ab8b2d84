"""The child's own words, wherever on the file they were written down."""

from typing import Any

from candour.record.casefile.file import Casefile
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import Recorded


def childs_words(case: Casefile) -> tuple[Recorded[Any], ...]:
    """Every entry in which the child speaks, the newest first."""
    found: list[Recorded[Any]] = [item for item in case.of(ViewRecorded) if item.fact.whose == "child"]
    found += case.of(VisitMade)
    found += case.of(HarmRecorded)
    spoken = [item for item in found if words_in(item)]
    return tuple(sorted(spoken, key=lambda item: (item.happened, item.position), reverse=True))


def words_in(item: Recorded[Any]) -> str:
    """What the child says in an entry."""
    fact = item.fact
    if isinstance(fact, ViewRecorded):
        return fact.words.strip()
    if isinstance(fact, VisitMade):
        return fact.child_said.strip()
    return fact.childs_words.strip() if isinstance(fact, HarmRecorded) else ""
