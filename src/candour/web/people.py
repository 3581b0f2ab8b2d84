"""Finding people, and putting somebody new on the record once the likely matches have been looked at."""

import secrets
from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from candour.access import drafts
from candour.record.entries.address import AddressRecorded
from candour.record.entries.person import PersonRecorded
from candour.record.entry import ToRecord
from candour.ssd.sound import sound, words_of
from candour.ssd.store.reading import as_day, rows
from candour.terms.ethnicity import ETHNICITY
from candour.terms.sex import SEX
from candour.web.drafting import begun, for_page, written_down
from candour.web.gov_dates import GovDateField
from candour.web.gov_forms import GovForm
from candour.web.pages import page
from candour.web.requests import WorkerRequest

MOST, FOUND = 25, 60  # how many are shown, and how many one question to the table may bring
MOST_WORDS = 4  # of a name
NUMBERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letters that are read as one another, or as a number


class SearchForm(GovForm):
    """Anything known of a person."""

    name = forms.CharField(label="Name", required=False, help_text="All or part; a name that sounds alike is found too")
    dob = GovDateField(label="Date of birth", required=False, help_text="For example 27 3 2015")
    postcode = forms.CharField(label="Postcode", required=False)
    number = forms.CharField(label="Child number", required=False)


def found(name: str = "", dob: date | None = None, postcode: str = "", number: str = "") -> list[dict[str, Any]]:
    """People who may be the one meant, the likeliest first: by number, name, sound, date of birth and address."""
    words = words_of(name)[:MOST_WORDS]
    ids: dict[str, None] = {}
    for column, value in (
        ("find_number", number.strip().upper()),
        ("find_dob", dob),
        ("find_postcode", postcode.replace(" ", "").upper()),
    ):
        if value:
            query = f"SELECT find_person_id AS id FROM ssd_person_search WHERE {column} = %s ORDER BY find_person_id LIMIT {FOUND}"
            ids |= {row["id"]: None for row in rows(query, [value])}
    for first, last in combinations(words, 2):
        query = (
            "SELECT DISTINCT a.word_person_id AS id FROM ssd_person_word a"
            " JOIN ssd_person_word b ON b.word_person_id = a.word_person_id AND b.word_id <> a.word_id"
            f" WHERE {_begins('a.word_word')} AND {_begins('b.word_word')} LIMIT {FOUND}"
        )
        ids |= {row["id"]: None for row in rows(query, [*_from(first), *_from(last)])}
    for word in words:
        for where, values in ((_begins("word_word"), _from(word)), ("word_sound = %s", [sound(word)])):
            query = f"SELECT DISTINCT word_person_id AS id FROM ssd_person_word WHERE {where} LIMIT {FOUND}"
            ids |= {row["id"]: None for row in rows(query, values)}
    return _best(list(ids), words, dob, postcode.replace(" ", "").upper(), number.strip().upper())


def _begins(column: str) -> str:
    return f"{column} >= %s AND {column} < %s"


def _from(word: str) -> list[str]:
    """From a word up to the first that no longer begins with it."""
    return [word, word[:-1] + chr(ord(word[-1]) + 1)]


def _best(ids: list[str], words: list[str], dob: date | None, postcode: str, number: str) -> list[dict[str, Any]]:
    """Those found, the likeliest first."""
    if not ids:
        return []
    marks = ", ".join(["%s"] * len(ids))
    named: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(f"SELECT * FROM ssd_person_word WHERE word_person_id IN ({marks})", ids):
        named[row["word_person_id"]].append(row)
    people = rows(f"SELECT * FROM ssd_person_search WHERE find_person_id IN ({marks})", ids)

    def score(row: dict[str, Any]) -> int:
        own = named[row["find_person_id"]]
        points = sum(4 for word in words if any(one["word_word"].startswith(word) for one in own))
        points += sum(2 for word in words if any(one["word_sound"] == sound(word) for one in own))
        points += 5 if dob and as_day(row["find_dob"]) == dob else 0
        points += 3 if postcode and row["find_postcode"] == postcode else 0
        return points + (8 if number and row["find_number"] == number else 0)

    return _shown(
        sorted(people, key=lambda row: (-score(row), row["find_kind"] != "child", row["find_person_id"]))[:MOST]
    )


def _shown(best: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not best:
        return []
    people = rows(
        "SELECT pers_person_id, pers_forename, pers_surname, pers_legacy_id FROM ssd_person"
        f" WHERE pers_person_id IN ({', '.join(['%s'] * len(best))})",
        [row["find_person_id"] for row in best],
    )
    names = {
        row["pers_person_id"]: " ".join(filter(None, (row["pers_forename"], row["pers_surname"])))
        or f"Child {row['pers_legacy_id']}"
        for row in people
    }
    return [
        {
            "person_id": row["find_person_id"],
            "name": names[row["find_person_id"]],
            "dob": as_day(row["find_dob"]),
            "number": row["find_number"],
            "postcode": row["find_postcode"],
            "kind": row["find_kind"],
        }
        for row in best
    ]


@page("search/", name="search", verb="search", post=True)
def search(request: WorkerRequest) -> HttpResponse:
    """Find a person by name, sound, date of birth, address or number."""
    form = SearchForm(request.POST or None)
    people = None
    if form.is_valid():
        if any(form.cleaned_data.values()):
            people = found(**form.cleaned_data)
        else:
            form.add_error("name", "Enter a name, a date of birth, a postcode or a child number")
    return render(request, "search.html", {"form": form, "people": people, "title": "Search"})


class NewPersonForm(GovForm):
    """Who somebody is, as far as is known."""

    forename = forms.CharField(label="First name", required=False)
    surname = forms.CharField(label="Last name", required=False)
    kind_of_person = forms.ChoiceField(
        label="This person is",
        choices=[
            ("child", "A child"),
            ("unborn child", "An unborn child"),
            ("adult", "An adult of the family"),
            ("professional", "Somebody from another agency"),
        ],
        widget=forms.RadioSelect,
        initial="child",
    )
    dob = GovDateField(label="Date of birth, or the date a baby is expected", required=False)
    sex = forms.ChoiceField(label="Sex", choices=SEX.choices(), widget=forms.RadioSelect, initial="U")
    ethnicity = forms.ChoiceField(label="Ethnic group", choices=ETHNICITY.choices(), initial="NOBT")
    address = forms.CharField(label="Address", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    postcode = forms.CharField(label="Postcode", required=False)
    confidential = forms.BooleanField(label="This address is confidential", required=False)
    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not (said.get("forename") or said.get("surname") or said.get("kind_of_person") == "unborn child"):
            self.add_error("forename", "Enter a first name or a last name, or choose an unborn child")
        return said


def child_number() -> str:
    """A new child number for returns: ten letters and digits, with no meaning."""
    return "".join(secrets.choice(NUMBERS) for _ in range(10))


@page("contact/new/", name="new-contact", verb="take a contact", post=True)
def new_contact(request: WorkerRequest) -> HttpResponse:
    """A new contact: search first; the record may know the child already."""
    form = SearchForm(request.POST or None)
    people = None
    if form.is_valid():
        if any(form.cleaned_data.values()):
            people = found(**form.cleaned_data)
        else:
            form.add_error("name", "Enter a name, a date of birth, a postcode or a child number")
    if people is None:
        return render(
            request, "search.html", {"form": form, "title": "New contact: whom is it about?", "contact": True}
        )
    words = form.cleaned_data["name"].split()
    person = NewPersonForm(
        auto_id="person_%s",
        initial={
            "forename": words[0] if words else "",
            "surname": " ".join(words[1:]),
            "dob": form.cleaned_data["dob"],
            "postcode": form.cleaned_data["postcode"],
            "looked_at": " ".join(one["person_id"] for one in people),
        },
    )
    shown = {
        "form": form,
        "people": people,
        "title": "New contact: whom is it about?",
        "contact": True,
        "person_form": person,
        "draft_for": drafts.claim(request.account, reverse("new-person")),
    }
    return render(request, "search.html", shown)


@page("person/new/", name="new-person", verb="take a contact", post=True)
def new_person(request: WorkerRequest) -> HttpResponse:
    """Put somebody new on the record, after the likely matches have been looked at."""
    form = begun(request, NewPersonForm)
    if request.method == "GET" and not form.is_bound:
        return redirect("new-contact")
    if not form.is_valid():
        return render(request, "new_person.html", {"form": form, **for_page(request)})
    said = form.cleaned_data
    looked = tuple(said["looked_at"].split())
    likely = found(name=f"{said['forename']} {said['surname']}", dob=said["dob"], postcode=said["postcode"])
    unseen = [one for one in likely if one["person_id"] not in looked]
    if unseen:
        data = request.POST.copy()
        data["looked_at"] = " ".join([*looked, *(one["person_id"] for one in unseen)])
        return render(request, "new_person.html", {"form": NewPersonForm(data), "people": unseen, **for_page(request)})
    person_id = request.desk.fresh()
    request.desk.note(_made(person_id, said, looked, request), by=request.worker)
    written_down(request)
    return redirect(
        "step-contact" if said["kind_of_person"] in ("child", "unborn child") else "child", person_id=person_id
    )


def _made(person_id: str, said: dict[str, Any], looked: tuple[str, ...], request: WorkerRequest) -> list[ToRecord]:
    today, unborn = request.desk.now.day, said["kind_of_person"] == "unborn child"
    child = said["kind_of_person"] in ("child", "unborn child")
    fact = PersonRecorded(
        kind_of_person=said["kind_of_person"],
        forename=said["forename"],
        surname=said["surname"],
        dob=None if unborn else said["dob"],
        expected_dob=said["dob"] if unborn else None,
        sex="U" if unborn else said["sex"],
        ethnicity="NOBT" if unborn else said["ethnicity"],
        la_child_id=child_number() if child else "",
        looked_at=looked,
    )
    made = [ToRecord(fact, (person_id,), today)]
    if said["address"] or said["postcode"]:
        home = AddressRecorded(
            address_id=request.desk.fresh(),
            lines=said["address"],
            postcode=said["postcode"],
            confidential=said["confidential"],
        )
        made.append(ToRecord(home, (person_id,), today))
    return made
