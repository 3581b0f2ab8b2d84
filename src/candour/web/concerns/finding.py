"""Finding concerns and where each stands now: worked out from its entries and the files of those in its line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from candour.access.permission import ROLES
from candour.practice.desk import NOT_TAKEN, Desk
from candour.record.casefile import Casefile
from candour.record.entries.concerns import ConcernLowered
from candour.seal.receipt import BadCode
from candour.ssd.store.reading import rows
from candour.voice.concerns.absence import Span, gone
from candour.voice.concerns.levels import Post
from candour.voice.concerns.raising import receipt_digest
from candour.voice.concerns.standing import Stands, stands
from candour.web.names import names
from candour.web.requests import WorkerRequest
from candour.web.trouble import not_taken


@dataclass(frozen=True)
class Concern:
    """A concern's file, and where it stands."""

    case: Casefile
    now: Stands

    @property
    def id(self) -> str:
        return self.case.subject


class Finder:
    """Finds concerns for one request; the files of those in a line are read once."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._moment = desk, desk.moment
        self._files: dict[str, Casefile] = {}
        self._spans: dict[tuple[str, int], tuple[Span, ...]] = {}

    def concern(self, concern_id: str) -> Concern | None:
        """The concern with this reference."""
        case = self._desk.casefile_to_read(concern_id)
        first = stands(case, self._moment)
        if first is None:
            return None
        lowered = [item.fact.to_level for item in case.recorded if isinstance(item.fact, ConcernLowered)]
        lowest = min(first.raised.fact.level, *lowered, 6)  # below that nobody can come to hold it
        away = {
            worker: spans
            for rung in first.raised.fact.line
            if rung.level >= lowest
            for worker in rung.workers
            if (spans := self._gone(worker, rung.level))
        }
        found = stands(case, self._moment, away) if away else first
        assert found
        return Concern(case, found)

    def _gone(self, worker: str, level: int) -> tuple[Span, ...]:
        if (worker, level) not in self._spans:
            if worker not in self._files:
                self._files[worker] = self._desk.casefile_to_read(worker)
            self._spans[worker, level] = gone(self._files[worker], level)
        return self._spans[worker, level]

    def every_open(self) -> Iterator[Concern]:
        """Every concern that is not written down as closed, the oldest first."""
        yield from self._of("WHERE conc_closed_written IS NULL")

    def every(self) -> Iterator[Concern]:
        """Every concern there is, the oldest first."""
        yield from self._of("")

    def _of(self, where: str) -> Iterator[Concern]:
        for row in rows(f"SELECT conc_id FROM ssd_concern {where} ORDER BY conc_raised, conc_id"):
            if found := self.concern(row["conc_id"]):
                yield found

    def by_receipt(self, typed: str) -> Concern | None:
        """The concern somebody holds the receipt of. Raises BadCode where what was typed is none."""
        found = rows("SELECT conc_id FROM ssd_concern WHERE conc_receipt_digest = %s", [receipt_digest(typed)])
        return self.concern(found[0]["conc_id"]) if found else None


def found_or_404(request: WorkerRequest, concern_id: str) -> Concern:
    """The concern an address names."""
    found = Finder(request.desk).concern(concern_id)
    if found is None:
        raise Http404("There is no concern with this reference.")
    return found


def posts() -> list[Post]:
    """Everybody in post today, in the order of their names."""
    found = rows(
        "SELECT prof_professional_id AS id, prof_role AS role, prof_professional_department AS team FROM ssd_professionals"
        " WHERE prof_left_on IS NULL ORDER BY prof_professional_name, prof_professional_id"
    )
    return [Post(row["id"], row["role"], row["team"] or "") for row in found]


def named_workers(words: str) -> tuple[str, ...]:
    """Those of the people named, one a line or between commas, who work here under exactly that name."""
    return tuple(one for ids in _by_name(words).values() for one in ids)


def unknown_names(words: str) -> list[str]:
    """Those of the people named whom nobody here is called like, to the letter."""
    return [name for name, ids in _by_name(words).items() if not ids]


def _by_name(words: str) -> dict[str, list[str]]:
    wanted = [" ".join(one.split()) for one in words.replace(",", "\n").splitlines() if one.strip()]
    if not wanted:
        return {}
    here: dict[str, list[str]] = {}
    for row in rows("SELECT prof_professional_id AS id, prof_professional_name AS name FROM ssd_professionals"):
        here.setdefault((row["name"] or "").casefold(), []).append(row["id"])
    return {name: here.get(name.casefold(), []) for name in wanted}


def numbered_children(words: str) -> tuple[str, ...]:
    """The children whose numbers are written in some words."""
    wanted = sorted({one for one in words.replace(",", " ").split() if len(one) <= 40})[:20]
    if not wanted:
        return ()
    marks = ", ".join(["%s"] * len(wanted))
    found = rows(f"SELECT pers_person_id AS id FROM ssd_person WHERE pers_legacy_id IN ({marks})", wanted)
    return tuple(row["id"] for row in found)


def who_is(worker_id: str) -> str:
    """A holder, by name and role."""
    if not worker_id:
        return "nobody inside: it is time to go outside"
    found = rows("SELECT prof_role AS role FROM ssd_professionals WHERE prof_professional_id = %s", [worker_id])
    role = ROLES.get(found[0]["role"], found[0]["role"]).lower() if found else "not on the list of workers"
    return f"{names([worker_id]).get(worker_id, 'Somebody')}, {role}"


def open_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that needs no sign-in: nothing of what is written on it is kept in a session."""

    @wraps(view)
    def shown(request: Any, **places: Any) -> HttpResponse:
        request.unseen = True
        try:
            return view(request, **places)
        except NOT_TAKEN as refused:
            return not_taken(request, refused, kept=False)

    return shown


__all__ = [
    "BadCode", "Concern", "Finder", "HttpRequest", "found_or_404", "named_workers", "numbered_children", "open_page",
    "posts", "unknown_names", "who_is",
]  # fmt: skip
