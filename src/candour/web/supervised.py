"""What the record of a supervision says on its face, wherever it appears: one voice only, written late, and after what."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from candour.documents.headings import heading
from candour.record.casefile import Casefile
from candour.record.casefile.supervision import (
    Supervision,
    author,
    given,
    is_of_supervision,
    supervision,
    written_after,
)
from candour.record.entries.corrections import EntryMoved
from candour.record.entries.direction import DirectionAnswered, DirectionReceived
from candour.record.entries.supervision import SupervisionAccountConfirmed, SupervisionAccountGiven, SupervisionHeld
from candour.record.entry import Recorded

PARTS = (SupervisionHeld, SupervisionAccountGiven, SupervisionAccountConfirmed)


def part_of(item: Recorded[Any], case: Casefile) -> Supervision | None:
    """The supervision an entry is part of."""
    return supervision(case, item.fact.supervision_id) if isinstance(item.fact, PARTS) else None


def opens_at(item: Recorded[Any], case: Casefile) -> str:
    """The address of the page where the words of an account are read; "" for any other entry."""
    one = part_of(item, case)
    if one is None or item.subjects[0] != case.subject:
        return ""
    return reverse("supervision", kwargs={"person_id": case.subject, "supervision_id": one.supervision_id})


def said_first(item: Recorded[Any], case: Casefile, names: Mapping[str, str]) -> list[tuple[str, bool]]:
    """What a reader of one entry must be told first, and whether it is a warning."""
    fact = item.fact
    if isinstance(fact, SupervisionHeld | SupervisionAccountGiven):
        one = part_of(item, case)
        return [(one.on_its_face, bool(written_after(case, item)))] if one and one.on_its_face else []
    return answer_to(item, case, names) if isinstance(fact, DirectionReceived) else []


def answer_to(item: Recorded[Any], case: Casefile, names: Mapping[str, str]) -> list[tuple[str, bool]]:
    """How the worker answered a direction given in supervision, or that they have not."""
    one = next((one for one in given(case) if one.recorded.entry_id == item.entry_id), None)
    if one is None:
        return []
    who = names.get(one.to, "the worker")
    if one.answer is None:
        return [(f"Not answered by {who} yet", True)]
    confirmed = one.answer.fact.answer == "confirmed"
    return [(f"{'Confirmed' if confirmed else 'Disputed'} by {who}", not confirmed)]


def came_before(item: Recorded[Any], case: Casefile) -> tuple[str, ...]:
    """What was already on the file when a late record of a supervision was written, each with the day it came there."""
    return tuple(_event(case, day, one) for day, one in written_after(case, item))


def _event(case: Casefile, day: date, item: Recorded[Any]) -> str:
    hiding = case.hidden.get(item.entry_id)
    gone = "" if hiding is None else "moved to another file" if isinstance(hiding.fact, EntryMoved) else "masked"
    words = f"An entry since {gone}" if gone else heading(item.fact)
    return f"{words}, {day:%-d %B %Y}"


def titled(item: Recorded[Any], names: Mapping[str, str]) -> str:
    """The heading of an entry, with whose account or answer it is."""
    title = heading(item.fact)
    if isinstance(item.fact, SupervisionAccountGiven | SupervisionAccountConfirmed | DirectionAnswered):
        by = names.get(author(item), "")
        return f"{title}: {by}" if by else title
    return title


def must_be_seen(item: Recorded[Any], case: Casefile) -> bool:
    """Whether an entry travels with the child: a supervision written up, or added to, after something had happened."""
    one = part_of(item, case)
    same_time = one is not None and item is not one.held and item.recorded == one.held.recorded
    return is_of_supervision(item, case) and not same_time and bool(written_after(case, item))
