"""Every page: its address, what one must be allowed to do to see it, and whether looking at it is a view of a child."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from candour.access import drafts, permission
from candour.access.views_kept import note_a_view
from candour.practice.desk import NOT_TAKEN
from candour.practice.guard import Decision
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.casefile.retention import erased
from candour.ssd.store.reading import rows
from candour.web.census_news import news_for
from candour.web.ended import RecordEnded, ended_page
from candour.web.requests import WorkerRequest
from candour.web.trouble import not_taken

LONGEST_KEPT = drafts.LONGEST


@dataclass(frozen=True)
class Page:
    """One page. `about_child` pages are handed the child's file, and each showing of one is a recorded view."""

    name: str
    address: str
    verb: str
    about_child: bool
    methods: tuple[str, ...]
    what: str
    view: Callable[..., HttpResponse]
    decides: tuple[Decision, ...] = ()


PAGES: dict[str, Page] = {}
OPEN_TO_ALL = (
    "sign-in", "check-receipt", "receipt-of-code", "concern-of-receipt", "raise-without-a-name",
    "concern-pack-of-receipt",
)  # fmt: skip


def page(
    address: str,
    *,
    name: str,
    verb: str,
    about_child: bool = False,
    post: bool = False,
    decides: tuple[Decision, ...] = (),
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Make a function a page. Its docstring says what the page is for; `verb` is one of `access.permission`.

    `decides` are the decisions that are taken on it.
    """
    if verb not in permission.VERBS:
        raise ValueError(f"page {name}: {verb!r} is not among the verbs in access/permission.py")

    def register(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        what = (view.__doc__ or "").strip().splitlines()
        if not what:
            raise ValueError(f"page {name} needs a docstring: say what it is for")
        made = Page(name, address, verb, about_child, ("GET", "POST") if post else ("GET",), what[0], view, decides)
        PAGES[name] = made

        @wraps(view)
        def shown(request: HttpRequest, **places: Any) -> HttpResponse:
            return _show(made, cast(WorkerRequest, request), places)

        return shown

    return register


def _show(made: Page, request: WorkerRequest, places: dict[str, Any]) -> HttpResponse:
    if request.worker is None:
        return to_sign_in(request)
    if request.method not in (*made.methods, "HEAD"):
        return HttpResponseNotAllowed(made.methods)
    try:
        return _answer(made, request, places)
    except RecordEnded as gone:
        return ended_page(request, gone)
    except NOT_TAKEN as refused:
        kept = request.method == "POST" and keep_for_its_writer(request)
        return not_taken(request, refused, kept=kept)


def _answer(made: Page, request: WorkerRequest, places: dict[str, Any]) -> HttpResponse:
    if not made.about_child:
        if not permission.may(request.worker.standing.role, made.verb, "none"):
            raise PermissionDenied(permission.VERBS[made.verb].words)
        return made.view(request, **places)
    case = opened(request, places.pop("person_id"), made.verb, made.name)
    if made.methods == ("GET",):  # a page that asks for a decision shows nothing of the census beside it
        request.census_news = news_for(request, case)
    return made.view(request, case, **places)


def opened(request: WorkerRequest, person_id: str, verb: str, page_name: str) -> Casefile:
    """A child's file, for somebody who may do this with it; the view is on the log before anything is sent.

    Raises RecordEnded where it was erased.
    """
    case = request.desk.casefile_to_read(person_id)
    if ended := erased(case):
        raise RecordEnded(case, ended)
    if person(case) is None:
        raise Http404("There is no file with this reference.")
    if not permission.may_for(request.worker, verb, case):
        raise PermissionDenied(permission.VERBS[verb].words)
    note_a_view(case, request.worker, page_name, timezone.now())
    return case


def opened_beside(request: WorkerRequest, person_id: str, page_name: str) -> Casefile | None:
    """Another person's file that a page also tells from: None where it may not be read, else the view is on the log."""
    case = request.desk.casefile_to_read(person_id)
    if person(case) is None or not permission.may_for(request.worker, "read", case):
        return None
    note_a_view(case, request.worker, page_name, timezone.now())
    return case


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send somebody to sign in; what they had typed is kept for them first."""
    if request.method == "POST":
        keep_for_its_writer(request)
    return redirect(f"{reverse('sign-in')}?next={request.path}")


def keep_for_its_writer(request: HttpRequest) -> bool:
    """Keep a posted form for the account it was made for. Returns whether there was something to keep."""
    mark = request.POST.get("draft_for", "")
    owner = drafts.claimed(mark) if mark else None
    if owner is None or _ended(owner[1]):
        return False
    drafts.keep(owner[0], owner[1], typed(request))
    return True


def _ended(address: str) -> bool:
    """Whether a page is about a person whose record was erased: no words about them are kept any more."""
    about = re.match(r"/child/([0-9a-f]{32})/", address)
    sql = "SELECT 1 FROM ssd_erasure WHERE eras_person_id = %s AND eras_state = 'carried out'"
    return about is not None and bool(rows(sql, [about[1]]))


OF_THE_PAGE = {"csrfmiddlewaretoken", "draft_for", "version", "matter", "save", "already"}
"""What a page puts into its form itself: nothing that a form asks for may be called the same."""


def typed(request: HttpRequest) -> drafts.Words:
    """What was typed into a form, without what the page put there itself."""
    words = {name: request.POST.getlist(name) for name in request.POST if name not in OF_THE_PAGE}
    return words if sum(len(text) for texts in words.values() for text in texts) <= LONGEST_KEPT else {}


def patterns() -> list[URLPattern]:
    """The addresses of every page."""

    def view_of(made: Page) -> Callable[..., HttpResponse]:
        return lambda request, **places: _show(made, cast(WorkerRequest, request), places)

    return [path(made.address, view_of(made), name=made.name) for made in PAGES.values()]
