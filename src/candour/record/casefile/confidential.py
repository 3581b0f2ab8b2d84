"""What a file holds that only the allocated team may see: a confidential address, and who did not want to be named."""

from typing import Any

from candour.record.casefile.file import Casefile, once
from candour.record.entry import Recorded

# Entry type: the field that marks it confidential, and the fields it holds back.
MARKED = {
    "address_recorded": ("confidential", ("lines", "postcode")),
    "contact_received": ("source_confidential", ("source_name",)),
}


@once
def _confidential(case: Casefile) -> frozenset[str]:
    """Entries marked confidential, and those that a later correction marks so: the first words are as secret as the last."""
    found: set[str] = set()
    for item in reversed((*case.recorded, *case.later)):
        marker, _ = MARKED.get(item.fact.kind, ("", ()))
        if item.entry_id in found or (marker and getattr(item.fact, marker)):
            found |= {item.entry_id, item.supersedes or item.entry_id}
    return frozenset(found)


def held_back(case: Casefile, item: Recorded[Any]) -> tuple[str, ...]:
    """The fields of an entry that only the allocated team may see."""
    return MARKED[item.fact.kind][1] if item.fact.kind in MARKED and item.entry_id in _confidential(case) else ()
