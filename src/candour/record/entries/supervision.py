"""Supervision: that it took place, each person's own account of it, and what only the two of them read."""

from dataclasses import dataclass
from datetime import date

from candour.record.entry import entry


@entry("supervision_held")
class SupervisionHeld:
    """A worker and their supervisor talked about a child."""

    supervision_id: str
    held_on: date
    supervisor_id: str
    worker_id: str
    agreed: str = ""


@dataclass(frozen=True, kw_only=True)
class AgreedAction:
    """One thing to be done after supervision, and why the child needs it."""

    what: str
    why: str
    by_when: date | None = None
    by_whom: str = ""


@entry("supervision_account_given")
class SupervisionAccountGiven:
    """One of the two said what supervision came to for a child, in their own words and under their own name.

    `words_on_record` names entries that hold the child's own words, so that nobody writes them a second time.
    """

    account_id: str
    supervision_id: str
    discussed: str
    actions: tuple[AgreedAction, ...] = ()
    words_on_record: tuple[str, ...] = ()
    childs_view: str = ""
    no_view_because: str = ""
    worker_needs: str = ""


@entry("supervision_account_confirmed")
class SupervisionAccountConfirmed:
    """One of the two confirmed what the other wrote about a supervision; `accounts` names the entries confirmed."""

    confirmation_id: str
    supervision_id: str
    accounts: tuple[str, ...]
    words: str = ""


@entry("supervision_reflected")
class SupervisionReflected:
    """One of the two reflected on the work. It is on the supervision's own file, which only the two can open."""

    reflection_id: str
    supervision_id: str
    words: str
