"""The record told as Standard Safeguarding Dataset tables, and a few of Candour's own beside them.

Every row is worked out from one file. The tables can be dropped and told again, to the same rows.
"""

from candour.ssd import (
    acts,
    cin_census_item,
    cin_census_return,
    concerns,
    documents,
    journey,
    lists,
    meetings,
    person,
    plans,
    receipts,
    retention,
    signals,
    supervision,
    survey,
    words,
    workers,
    written_work,
)

__all__ = [
    "acts",
    "cin_census_item",
    "cin_census_return",
    "concerns",
    "documents",
    "journey",
    "lists",
    "meetings",
    "person",
    "plans",
    "receipts",
    "retention",
    "signals",
    "supervision",
    "survey",
    "words",
    "workers",
    "written_work",
]
