"""Reading the tables a return is made from, some children at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from candour.ssd.cin_census_parts import READ, ChildsParts, parts_of
from candour.ssd.store.reading import rows

PAGE = 500


def children() -> list[str]:
    """The references of all who have an episode of need, in the order of the authority's own child numbers."""
    found = rows(
        "SELECT p.pers_person_id, p.pers_legacy_id FROM ssd_person p"
        " WHERE EXISTS (SELECT 1 FROM ssd_cin_episodes e WHERE e.cine_person_id = p.pers_person_id)"
    )
    numbered = sorted((row["pers_legacy_id"] or "", row["pers_person_id"]) for row in found)
    return [person_id for _, person_id in numbered]


def in_pages(person_ids: Sequence[str]) -> Iterator[ChildsParts]:
    """Each child's parts, in the order asked for; only one page of children is held at a time."""
    for at in range(0, len(person_ids), PAGE):
        page = person_ids[at : at + PAGE]
        held: dict[str, dict[str, list[dict[str, Any]]]] = {one: defaultdict(list) for one in page}
        marks = ", ".join(["%s"] * len(page))
        for table, whose in READ.items():
            for row in rows(f"SELECT * FROM ssd_{table} WHERE {whose} IN ({marks})", page):
                held[row[whose]][table].append(row)
        for one in page:
            yield parts_of(held.pop(one))
