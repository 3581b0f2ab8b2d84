"""The family around a child as a drawing, with the same said in words beside it, as it was on any day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from candour.access.permission import may_for
from candour.record.casefile import Casefile
from candour.record.casefile.confidential import held_back
from candour.record.casefile.kin import Kinfolk, Tie, kinfolk, named_by_others, ties_of, to_the_child
from candour.record.casefile.person import Person, person
from candour.record.casefile.stood import stood
from candour.web.genogram_drawing import Shown, drawing
from candour.web.genogram_layout import layout
from candour.web.gov_dates import GovDateField
from candour.web.gov_forms import GovForm
from candour.web.pages import opened_beside, page
from candour.web.requests import WorkerRequest
from candour.web.telling import HELD_BACK

MOST = 40  # relatives' files opened for one drawing
TERM = timedelta(days=290)


class OnDayForm(GovForm):
    """The day to see the family on."""

    on = GovDateField(label="As the family was on", thing="the day")


@dataclass(frozen=True)
class Family:
    """A family as far as the reader may see it: who is in it, and the files of those whose file they may open."""

    kin: Kinfolk
    files: dict[str, Casefile]
    names: dict[str, str]
    closed: int
    more: bool


def gathered(request: WorkerRequest, case: Casefile, day: date) -> Family:
    """The family on a day, from the child's file and from those of relatives that this reader may open.

    Each file opened is a view of it, and is on the log. Nobody is followed further than from relative to relative.
    """
    files, tried = {case.subject: case}, {case.subject}
    ties = list(ties_of(case, day))
    closed, more = 0, False
    for step in (1, 2):
        near = [*kinfolk(case.subject, ties).generation, *(named_by_others(case) if step == 1 else ())]
        for one in dict.fromkeys(near):
            if one in tried:
                continue
            if len(files) > MOST:
                more = True
                break
            tried.add(one)
            if relative := opened_beside(request, one, "genogram"):
                files[one] = relative
            elif one in named_by_others(case) and not any(one in (tie.of, tie.other) for tie in ties):
                closed += 1
        known = {one for tie in ties for one in (tie.of, tie.other)}
        for subject, relative in list(files.items()):
            if subject != case.subject:
                ties += [tie for tie in ties_of(relative, day) if step == 1 or tie.other in known]
    names = {tie.other: tie.other_name for tie in reversed(ties) if tie.other_name}
    found = kinfolk(case.subject, ties)
    for subject, relative in files.items():
        told = person(relative)
        if told and (told.forename or told.surname or subject not in names):
            names[subject] = told.name
    return Family(found, files, names, closed, more)


def household(family: Family) -> frozenset[str]:
    """Those who live with the child, as the child's file or their own says, and the child."""
    child = family.kin.child
    said = [tie for tie in family.kin.ties if tie.lives_with and child in (tie.of, tie.other)]
    return frozenset({child, *(one for tie in said for one in (tie.of, tie.other))})


def homes(request: WorkerRequest, family: Family, day: date, together: frozenset[str]) -> dict[str, list[str]]:
    """Where each person lived, for this reader; what is confidential for one is held back for all who live there too."""
    found: dict[str, list[str]] = {}
    secret: set[tuple[str, str]] = set()
    at: dict[str, list[tuple[str, str]]] = {}
    for subject, case in family.files.items():
        may_see = may_for(request.worker, "see confidential", case)
        for item in stood(case, day).homes:
            where = item.fact.lines.strip(), item.fact.postcode.strip()
            at.setdefault(subject, []).append(where)
            if held_back(case, item) and not may_see:
                secret |= {_plain(where)} | {(_plain(one)) for one in at[subject]}
    hidden = {subject for subject, places in at.items() if any(_plain(one) in secret for one in places)}
    if hidden & together:
        hidden |= together
    for subject, places in at.items():
        found[subject] = [HELD_BACK] if subject in hidden else [", ".join(filter(None, one)) for one in places]
    return found


def _plain(where: tuple[str, str]) -> tuple[str, str]:
    lines, postcode = ("".join(part.casefold().split()) for part in where)
    return lines.replace(",", ""), postcode


def is_not_born(one: Person | None, day: date) -> bool:
    """Whether somebody was still expected on a day."""
    if one is None:
        return False
    return one.dob > day if one.dob else one.kind_of_person == "unborn child"


def was_far_off(one: Person | None, day: date) -> bool:
    """Whether nobody could yet expect this person on a day."""
    due = (one.dob or one.expected_dob) if one else None
    return bool(due and due - day > TERM)


def people_shown(family: Family, day: date, together: frozenset[str]) -> list[Shown]:
    """Everybody the drawing holds, the eldest first where that is known."""
    found = []
    for subject in family.kin.generation:
        one = person(family.files[subject]) if subject in family.files else None
        if subject != family.kin.child and was_far_off(one, day):
            continue
        unborn = is_not_born(one, day)
        sex = one.sex if one and one.sex in ("F", "M") else family.kin.sex.get(subject, "")
        found.append(
            Shown(
                person_id=subject,
                name=family.names.get(subject) or ("Unborn baby" if unborn else "Name not known"),
                sex="" if unborn else sex,
                unborn=unborn,
                died=one.died_on if one and one.died_on and one.died_on <= day else None,
                born=one.dob or one.expected_dob if one else None,
                is_child=subject == family.kin.child,
                says=_words(family, subject),
                responsible=any(
                    tie.responsible for tie in family.kin.ties if (tie.of, tie.other) == (family.kin.child, subject)
                ),
                at_home=subject in together,
                may_open=subject in family.files,
            )
        )
    return sorted(found, key=lambda one: (one.born is None, one.born or date.max))


def whom(family: Family) -> str:
    """Whether the family is a child's, or that of an adult who has a file."""
    one = person(family.files[family.kin.child])
    return "child" if one and one.kind_of_person in ("child", "unborn child") else "person"


def _words(family: Family, subject: str) -> str:
    if subject == family.kin.child:
        return f"this {whom(family)}"
    said = []
    for words, whose in to_the_child(family.kin, subject):
        said.append(words if whose == family.kin.child else f"{words} of {family.names.get(whose, 'a relative')}")
    return "; ".join(dict.fromkeys(said))


def without(kin: Kinfolk, left_out: set[str]) -> Kinfolk:
    """The family without those who were not there yet."""
    kin.generation = {one: up for one, up in kin.generation.items() if one not in left_out}
    kin.parents = {pair: how for pair, how in kin.parents.items() if not set(pair) & left_out}
    kin.siblings = {pair: how for pair, how in kin.siblings.items() if not pair & left_out}
    kin.couples = {pair for pair in kin.couples if not pair & left_out}
    kin.ties = [tie for tie in kin.ties if not {tie.of, tie.other} & left_out]
    return kin


def connections(kin: Kinfolk, names: dict[str, str]) -> Iterator[str]:
    """Every line of the drawing, in words."""

    def called(one: str) -> str:
        return names.get(one, "Somebody without a name")

    for (parent, child), how in kin.parents.items():
        yield f"{called(parent)} is {'a parent' if how == 'birth' else f'{how}-parent'} of {called(child)}"
    for pair in sorted(map(sorted, kin.couples)):
        yield f"{called(pair[0])} and {called(pair[1])} are or were partners"
    for pair in sorted(map(sorted, kin.siblings)):
        how = kin.siblings[frozenset(pair)]
        yield f"{called(pair[0])} and {called(pair[1])} are {'' if how == 'birth' else f'{how}-'}brothers or sisters"
    living = {
        frozenset((tie.of, tie.other)) for tie in kin.ties if tie.lives_with and kin.child not in (tie.of, tie.other)
    }
    for pair in sorted(map(sorted, living)):
        yield f"{called(pair[0])} and {called(pair[1])} live together"


def beside_it(family: Family) -> list[dict[str, Any]]:
    """Those who fit nowhere in the drawing, in the words that were written."""
    return [
        {
            "name": family.names.get(tie.other) or "Name not known",
            "words": tie.words,
            "whose": "" if tie.of == family.kin.child else family.names.get(tie.of, "a relative"),
            "lives_with": tie.lives_with,
            "responsible": tie.responsible,
        }
        for tie in _each(family.kin.others)
    ]


def _each(ties: list[Tie]) -> list[Tie]:
    return list(dict.fromkeys(ties))


@page("child/<ref:person_id>/genogram/", name="genogram", verb="read", about_child=True)
def genogram(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """The family and household around the child on a day, drawn and in words."""
    today = request.desk.now.day
    form = OnDayForm(request.GET or None, initial={"on": today})
    day: date = form.cleaned_data["on"] if form.is_valid() else today
    family = gathered(request, case, day)
    together = household(family)
    people = people_shown(family, day, together)
    kin = without(family.kin, set(family.kin.generation) - {one.person_id for one in people})
    together = frozenset(one.person_id for one in people if one.at_home)
    placed = layout(kin, together, [one.person_id for one in people])
    lives_at = homes(request, family, day, together)
    return render(
        request,
        "child/genogram.html",
        {
            "case": case,
            "person": person(case),
            "form": form,
            "day": day,
            "drawing": drawing(placed, people, f"Genogram of the family of {family.names.get(case.subject, '')}"),
            "people": [(one, lives_at.get(one.person_id, [])) for one in people],
            "connections": list(connections(kin, family.names)),
            "others": beside_it(family),
            "closed": family.closed,
            "more": family.more,
            "whom": whom(family),
            "several": len(people) > 1,
            "outlined": bool(placed.outline),
        },
    )
