"""Seeing a child: one page from which everything else about the visit is derived."""

from datetime import date

from candour.record.entry import entry


@entry("visit_made")
class VisitMade:
    """Somebody went to see a child."""

    visit_id: str
    meeting_id: str = ""
    visited_on: date
    where: str = "home"
    seen: str = "yes"  # yes, no
    seen_alone: str = ""
    bedroom_seen: str = ""
    not_seen_because: str = ""
    child_said: str = ""
    noticed: str = ""
    next_step: str = ""
    made_by: str = ""  # the worker who really went; empty means the writer
    made_by_name: str = ""
