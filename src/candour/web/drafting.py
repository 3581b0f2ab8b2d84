"""A form that takes up where its writer left off: on every page where words are typed."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from candour.access import drafts
from candour.web.gov_forms import GovForm
from candour.web.pages import typed
from candour.web.requests import WorkerRequest

F = TypeVar("F", bound=GovForm)


def begun(request: WorkerRequest, make: Callable[..., F]) -> F:
    """The form as it was sent, or as its writer left it, or empty. `make` takes the data and whether to be quiet."""
    if request.method == "POST":
        return make(request.POST, quiet="save" in request.POST or "let_go" in request.POST)
    kept = drafts.kept(request.account.pk, request.path)
    if kept is None:
        return make(None, quiet=False)
    words = QueryDict(mutable=True)
    for name, texts in kept.words.items():
        words.setlist(name, texts)
    return make(words, quiet=True)


def put_by(request: WorkerRequest) -> HttpResponse | None:
    """What to answer where somebody pressed "Save and come back" or let a draft go; None where they did neither."""
    if request.method != "POST":
        return None
    if "let_go" in request.POST:
        drafts.drop(request.account.pk, request.path)
        return redirect(request.path)
    if "save" in request.POST:
        drafts.keep(request.account.pk, request.path, typed(request))
        request.session["said"] = "Your words are kept. They are not on the record yet."
        return redirect("my-children")
    return None


def written_down(request: WorkerRequest) -> None:
    """The words are on the record: the draft is not needed any more."""
    drafts.drop(request.account.pk, request.path)


def for_page(request: WorkerRequest) -> dict[str, Any]:
    """What the page needs to keep a draft."""
    return {
        "draft_for": drafts.claim(request.account, request.path),
        "kept": drafts.kept(request.account.pk, request.path) if request.method == "GET" else None,
        "unsaved": request.method == "POST",
    }
