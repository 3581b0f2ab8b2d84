"""Views and dissent, as a proposal carries them and as they go on the record beside a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from candour.practice.guard import Today
from candour.record.casefile import Casefile
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import Recorded


@dataclass(frozen=True, kw_only=True)
class View:
    """Somebody's view, or the reason there is none."""

    whose: str
    who: str = ""
    words: str = ""
    no_view_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Dissent:
    """Somebody who disagrees, and what they would do instead."""

    who: str
    their_role: str = ""
    words: str = ""


def asked_beforehand(case: Casefile, whose: str, since: date | None, until: date) -> tuple[Recorded[ViewRecorded], ...]:
    """Views already on the record that were asked for a meeting: since the one before it, and not for another matter."""
    return tuple(
        item
        for item in case.of(ViewRecorded)
        if item.fact.whose == whose
        and item.fact.words.strip()
        and not item.fact.about
        and (since or date.min) <= item.happened <= until
    )


def views_given(views: Sequence[View], about: str, on: date, today: Today) -> list[ViewRecorded]:
    """Each view as an entry of its own, tied to what it is about."""
    return [
        ViewRecorded(
            view_id=today.fresh(),
            whose=view.whose,
            who=view.who,
            words=view.words,
            no_view_because=view.no_view_because,
            about=about,
            given_on=on,
        )
        for view in views
        if view.words.strip() or view.no_view_because.strip()
    ]


def dissents_given(
    dissents: Sequence[Dissent], about: str, about_what: str, on: date, today: Today
) -> list[DissentRecorded]:
    """Each dissent as an entry of its own, tied to the decision."""
    return [
        DissentRecorded(
            dissent_id=today.fresh(),
            who=one.who,
            their_role=one.their_role,
            about=about,
            about_what=about_what,
            words=one.words,
            given_on=on,
        )
        for one in dissents
    ]
