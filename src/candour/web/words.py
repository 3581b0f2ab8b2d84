"""Finding an entry by the words in it, in the files one may open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from candour.access.permission import may, may_for
from candour.practice.guard import Worker
from candour.record.casefile import Casefile
from candour.record.casefile.person import person
from candour.record.entry import Recorded
from candour.ssd.sound import words_of
from candour.ssd.store.reading import rows
from candour.ssd.store.words import asked_words, entries_with
from candour.web.child import workers_in
from candour.web.gov_forms import GovForm
from candour.web.names import names
from candour.web.pages import opened_beside, page
from candour.web.requests import WorkerRequest
from candour.web.telling import Told, tell

MOST = 50
AROUND = 110  # letters of an entry shown before and after the first word found
WORD = re.compile(r"[\w'\u2019]+")
ENDINGS = ("ings", "ing", "edly", "ies", "ed", "es", "ly", "s", "e", "y")


class WordsForm(GovForm):
    """Words to find."""

    words = forms.CharField(
        label="Words",
        error_messages={"required": "Enter the words to find"},
        help_text="Entries with all of these words are found, in any of their forms: visit finds visits and visited",
    )

    def clean_words(self) -> list[str]:
        asked = asked_words(self.cleaned_data["words"])
        if not asked:
            raise forms.ValidationError("Enter a word that says more: a name, a place, what happened")
        return asked


@dataclass(frozen=True)
class Found:
    """One entry that was found, as this reader may see it."""

    child: str
    told: Told
    snippet: SafeString


def near_children(worker: Worker) -> list[str] | None:
    """The children whose files a worker may open, where those are only some; None where they may open any."""
    if may(worker.standing.role, "read", "other"):
        return None
    found = rows(
        "SELECT DISTINCT invo_person_id AS id FROM ssd_involvements WHERE invo_involvement_end_date IS NULL"
        " AND (invo_professional_id = %s OR invo_professional_team = %s)",
        [worker.worker_id, worker.standing.team or worker.worker_id],
    )
    return [row["id"] for row in found]


def found_in(request: WorkerRequest, asked: Sequence[str], case: Casefile | None) -> tuple[list[Found], bool]:
    """Entries with these words, and whether there are more; of one file, or of every file this worker may open.

    Every file an entry is shown from is opened for that, and the view is on its log first.
    """
    persons = near_children(request.worker) if case is None else [case.subject]
    hits = entries_with(asked, most=MOST + 1, persons=persons)
    files: dict[str, Casefile | None] = {case.subject: case} if case else {}
    shown: list[tuple[Casefile, Recorded[Any]]] = []
    for hit in hits[:MOST]:
        subject = hit["text_person_id"]
        if subject not in files:
            files[subject] = opened_beside(request, subject, "search-words")
        if file := files[subject]:
            shown += [(file, item) for item in file.recorded if item.position == hit["text_position"]]
    known = names(workers_in(item for _, item in shown))
    stems = {stem(word) for word in asked}
    found = []
    for file, item in shown:
        told = tell(item, file, known, confidential=may_for(request.worker, "see confidential", file))
        one = person(file)
        if told.state != "hidden" and one:
            found.append(Found(one.name, told, snippet(told.text.replace("\n", "; "), stems)))
    return found, len(hits) > MOST


def stem(word: str) -> str:
    """A word without its ending, near enough to mark the words that were found.

    >>> stem("visited") == stem("visits") == stem("visit"), stem("is")
    (True, 'is')
    """
    plain = "".join(words_of(word))
    return next((plain[: -len(end)] for end in ENDINGS if plain.endswith(end) and len(plain) - len(end) > 2), plain)


def snippet(text: str, stems: set[str]) -> SafeString:
    """The part of a text around the first word found, with every word found in it marked."""
    at = [found.span() for found in WORD.finditer(text) if stem(found[0]) in stems]
    first = at[0][0] if at else 0
    start, end = max(0, first - AROUND), first + AROUND
    start = text.find(" ", start, first) + 1 if start else 0
    end = text.rfind(" ", first, end) if end < len(text) and " " in text[first:end] else min(end, len(text))
    parts, here = ["\u2026 " if start else ""], start
    for begins, ends in at:
        if start <= begins and ends <= end:
            parts += [escape(text[here:begins]), f"<mark>{escape(text[begins:ends])}</mark>"]
            here = ends
    parts += [escape(text[here:end]), " \u2026" if end < len(text) else ""]
    return mark_safe("".join(parts))  # noqa: S308  # every word goes through escape


def _answer(request: WorkerRequest, case: Casefile | None) -> HttpResponse:
    form = WordsForm(request.POST or None)
    entries, more = found_in(request, form.cleaned_data["words"], case) if form.is_valid() else (None, False)
    shown = {"form": form, "entries": entries, "more": more, "most": MOST, "case": case}
    return render(request, "search_words.html", {**shown, "person": person(case) if case else None})


@page("search/words/", name="search-words", verb="search", post=True)
def search_words(request: WorkerRequest) -> HttpResponse:
    """Find an entry by the words in it, in every file one may open."""
    return _answer(request, None)


@page("child/<ref:person_id>/words/", name="child-words", verb="read", about_child=True, post=True)
def child_words(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """Find an entry of one child's file by the words in it."""
    return _answer(request, case)
