"""Raising a concern, in three short screens. What is typed travels in the form and lies nowhere until it is raised."""

import re
import secrets
from time import time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from candour.access.permission import may_for
from candour.practice.desk import Desk
from candour.practice.guard import ITSELF, Worker
from candour.record.casefile.person import person
from candour.record.entries.concerns import ConcernRaised
from candour.seal.receipt import in_groups
from candour.voice.concerns.clocks import MATTERS
from candour.voice.concerns.levels import DEFAULT, LEVELS, line_of
from candour.voice.concerns.raising import HOW, for_the_children, new_code, raising
from candour.web.concerns.finding import (
    Finder,
    named_workers,
    numbered_children,
    open_page,
    posts,
    unknown_names,
    who_is,
)
from candour.web.gov_forms import GovForm
from candour.web.names import leader_of
from candour.web.pages import page
from candour.web.receipts.pace import Pace
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import in_words, line, one_of, yes_no

VERB = "raise a concern"
PACE = Pace(most=20)
REFERENCE = re.compile(r"[0-9a-f]{32}")
WHOSE = (
    ("", "No, it is my own"),
    ("child", "Yes, a child's"),
    ("family", "Yes, a family's"),
    ("carer", "Yes, a carer's"),
)
FIRST_LETTER = [(str(level), f"{words[:1].upper()}{words[1:]}") for level, (_, words) in LEVELS.items()]


class WhatForm(GovForm):
    """The first screen: what it is."""

    matter = one_of(
        "What is it about?",
        list(MATTERS.items()),
        hint="If a child is in danger now, ring 999 or the emergency duty team as well: nobody is sent a message by this page",
    )
    title = line(
        "What it is about, in a few words", hint="The scrutineer may see these words. Do not name anybody in them"
    )
    words = in_words("What is wrong, and what should happen?", rows=6)
    for_whom = one_of("Are you writing down somebody else's complaint or compliment?", WHOSE, required=False)
    folds = (("A complaint or compliment by a child, a family or a carer", ("for_whom",)),)


class WhomForm(GovForm):
    """The second screen: whom it is about, and who must answer."""

    level = one_of(
        "Who must answer it?", FIRST_LETTER, hint="It can go up from there, and never down unless you say so"
    )
    children_words = line(
        "Which child, if it is about one?",
        hint="Their number, as it stands on their page. Leave it empty if it is about none, or is said above",
        required=False,
    )
    about_words = in_words(
        "Is it about anybody who works here?",
        hint="Full names, one on each line. None of them will hold it, nor anybody below them",
        rows=2,
        required=False,
    )
    about_level = one_of(
        "Does any of them manage others?", [("0", "No, none of them"), *FIRST_LETTER[:5]], required=False
    )
    folds = (("It is about somebody who works here", ("about_words", "about_level")),)

    def clean(self) -> dict[str, Any]:
        """A name that is not spelt as it is here leads past nobody: then what they do has to be said."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("about_words") and not said.get("about_level") and (why := self.cannot_tell(said["about_words"])):
            self.add_error("about_level", why)
        return said

    def cannot_tell(self, named: str) -> str:
        """Why it cannot be told who is named; "" where it can."""
        unknown = unknown_names(named)
        if not unknown:
            return ""
        return (
            f"Nobody here is called {unknown[0][:60]}, to the letter. Look at the spelling above, or say here whether they"
            " manage others, so that it goes past them"
        )

    def clean_children_words(self) -> str:
        """The numbers, where a child has one of them. A name would lead to no child's file and be lost."""
        said: str = self.cleaned_data["children_words"]
        if said and not numbered_children(said):
            raise forms.ValidationError(
                "No child here has this number. Enter it as it stands on their page, or leave this empty and say who it is"
                " in the words of the concern"
            )
        return said


class UnnamedWhomForm(WhomForm):
    """The second screen without a sign-in: which team it arose in is not known, so no team manager can be meant."""

    level = one_of(
        "Who must answer it?", FIRST_LETTER[1:], hint="It can go up from there, and never down unless you say so"
    )

    def cannot_tell(self, named: str) -> str:
        """Asked of everybody: nobody learns here who works here."""
        return "Say whether they manage others, so that it goes past them however their name is spelt"

    def clean_children_words(self) -> str:
        """As they were typed: nobody learns here which numbers there are. Whoever holds it reads them."""
        said: str = self.cleaned_data["children_words"]
        return said


class HowForm(GovForm):
    """The third screen: with which name, and who else may read it."""

    how = one_of("How do you raise it?", list(HOW.items())[:2])
    scrutineer_may_read = yes_no(
        "If nobody answers in time, may the scrutineer of the partnership read all of it?",
        hint="If not, they see only your few words, the level and how old it is",
    )


class UnnamedForm(HowForm):
    """The third screen without a sign-in: there is no name to ask about."""

    how = None  # type: ignore[assignment]


SCREENS: tuple[type[GovForm], ...] = (WhatForm, WhomForm, HowForm)
UNNAMED: tuple[type[GovForm], ...] = (WhatForm, UnnamedWhomForm, UnnamedForm)
START: dict[str, Any] = {"level": str(DEFAULT)}


@page("concerns/raise/", name="raise-concern", verb=VERB, post=True)
def raise_concern(request: WorkerRequest) -> HttpResponse:
    """Raise a concern about a child, a decision, a practice or the system, in three short screens."""
    request.unseen = True
    return _screens(request, request.desk, request.worker, SCREENS)


@open_page
def raise_without_a_name(request: HttpRequest) -> HttpResponse:
    """Raise a concern without signing in. The page knows nobody and keeps nothing but what is raised."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(("GET", "POST"))
    if request.method == "POST" and not PACE.allows(request.META.get("REMOTE_ADDR", ""), time()):
        return render(request, "concerns/too_many.html", status=429)
    return _screens(request, request.desk, None, UNNAMED)  # type: ignore[attr-defined]


def _screens(
    request: HttpRequest, desk: Desk, worker: Worker | None, screens: tuple[type[GovForm], ...]
) -> HttpResponse:
    """Show the screen that is next: each before it is judged again, and carried along in the form."""
    typed = request.POST
    at = int(typed["screen"]) if typed.get("screen", "") in ("1", "2", "3") else 0
    if "back" in typed:
        return _shown(request, desk, worker, screens, max(at - 1, 1), screens[max(at - 1, 1) - 1](typed, quiet=True))
    for number, form in enumerate((made(typed) for made in screens[:at]), start=1):
        if not form.is_valid():
            return _shown(request, desk, worker, screens, number, form)
    if at < 3:
        begun = any(name in typed for name in screens[at].base_fields)
        form = screens[at](typed, quiet=True) if begun else screens[at](initial=START)
        return _shown(request, desk, worker, screens, at + 1, form)
    said: dict[str, Any] = {}
    for made in screens:
        form = made(typed)
        form.is_valid()
        said |= form.cleaned_data
    return _raised(request, desk, worker, said)


def _shown(
    request: HttpRequest,
    desk: Desk,
    worker: Worker | None,
    screens: tuple[type[GovForm], ...],
    number: int,
    form: GovForm,
) -> HttpResponse:
    here = set(form.fields)
    carried = [
        (name, text)
        for name in (*(name for made in screens for name in made.base_fields), "children", "decisions")
        if name not in here
        for text in request.POST.getlist(name)
    ]
    context = {
        "form": form,
        "screen": number,
        "carried": carried,
        "reference": request.POST.get("reference") or secrets.token_hex(16),
        "unnamed": worker is None,
        "typed_elsewhere": bool(request.POST.getlist("decisions")),
        "about": _names(desk, worker, _given(request)) if worker else [],
    }
    return render(request, "concerns/raise.html", context)


def _names(desk: Desk, worker: Worker, children: list[str]) -> list[str]:
    """The names of those of these children whose file this worker may read. No view is written: nothing is opened."""
    cases = (desk.casefile_to_read(one) for one in children)
    return [found.name for case in cases if (found := person(case)) and may_for(worker, "read", case)]


def _given(request: HttpRequest) -> list[str]:
    """The children whose page somebody came from, by reference."""
    return sorted({one for one in request.POST.getlist("children")[:20] if REFERENCE.fullmatch(one)})


def _raised(request: HttpRequest, desk: Desk, worker: Worker | None, said: dict[str, Any]) -> HttpResponse:
    reference = request.POST.get("reference", "")
    if not REFERENCE.fullmatch(reference) or reference.startswith("0" * 16):  # those are the program's own
        return redirect(request.path)
    if desk.casefile_to_read(reference).recorded:
        return render(request, "concerns/raised.html", {"again": True, "unnamed": worker is None})
    code = new_code()
    fact = _fact(request, desk, worker, said, reference)
    made = raising(fact, worker, today=desk.now.day, fresh=desk.fresh, code=code)
    with desk.together():
        desk.note(made.drafts, by=made.by)
        if told := for_the_children(fact, desk.now.day):
            desk.note(told, by=ITSELF)
    concern = Finder(desk).concern(reference)
    assert concern
    context = {
        "code": in_groups(code),
        "holder": who_is(concern.now.holder),
        "now": concern.now,
        "unnamed": worker is None,
        "how": made.drafts[0].fact.how,
        "reference": reference,
    }
    return render(request, "concerns/raised.html", context)


def _fact(
    request: HttpRequest, desk: Desk, worker: Worker | None, said: dict[str, Any], reference: str
) -> ConcernRaised:
    team = (worker.standing.team if worker else "") or ""
    children = {*_given(request), *numbered_children(said["children_words"])}
    return ConcernRaised(
        concern_id=reference,
        how=said.get("how") or "anonymous",
        matter=said["matter"],
        title=said["title"].strip(),
        words=said["words"].strip(),
        for_whom=said["for_whom"],
        children=tuple(sorted(one for one in children if person(desk.casefile_to_read(one)))),
        children_words=said["children_words"],
        decisions=tuple(one for one in request.POST.getlist("decisions")[:20] if REFERENCE.fullmatch(one)),
        about=named_workers(said["about_words"]),
        about_words=said["about_words"],
        about_level=int(said["about_level"] or 0),
        level=int(said["level"]),
        line=line_of(posts(), team=team, leader=leader_of(team), leave_out=(worker.worker_id,) if worker else ()),
        receipt_digest="",
        scrutineer_may_read=said["scrutineer_may_read"] == "yes",
    )
