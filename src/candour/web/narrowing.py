"""Which entries of a life are shown: by person, kind, harm and time. Nothing said of a child is ever in an address."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.crypto import salted_hmac

from candour.record.casefile import Casefile
from candour.record.casefile.answers import harms
from candour.record.casefile.confidential import held_back
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entry import Recorded
from candour.web.gov_dates import GovDateField
from candour.web.gov_forms import GovForm
from candour.web.telling import WORKERS, Told, field_names

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "front-door": (
        "Contacts, referrals and closures",
        ("contact_received", "contact_decided", "referral_received", "referral_decided", "need_recorded",
         "episode_closed"),
    ),
    "harm": ("Harm and protection", ("harm_recorded", "protection_recorded")),
    "voices": ("Views of the child, the family and agencies", ("view_recorded",)),
    "visits": ("Visits", ("visit_made",)),
    "assessment": ("Assessments", ("assessment_started", "assessment_extended", "assessment_authorised")),
    "enquiry": (
        "Strategy discussions and section 47 enquiries",
        ("strategy_discussion_held", "strategy_discussion_declined", "enquiry_started", "enquiry_part_done",
         "enquiry_outcome_decided"),
    ),
    "protection-plan": (
        "Conferences and child protection plans",
        ("conference_called", "initial_conference_held", "review_conference_held", "cp_plan_started", "aim_agreed",
         "cp_category_changed", "cp_plan_ended", "core_group_held"),
    ),
    "need-plan": ("Child in need plans", ("cin_plan_started", "cin_plan_reviewed", "cin_plan_ended")),
    "decisions": ("Decisions to end, and departures from guidance", ("decision_made", "guidance_departed_from")),
    "against": (
        "Disagreement, direction and pressure",
        ("dissent_recorded", "direction_received", "direction_answered", "pressure_recorded",
         "disagreement_opened", "disagreement_ended"),
    ),
    "workers": (
        "Workers and supervision",
        ("child_allocated", "allocation_ended", "supervision_held", "supervision_account_given",
         "supervision_account_confirmed"),
    ),
    "writing": (
        "Written work and documents",
        ("written_work_begun", "passage_written", "change_proposed", "proposal_answered", "version_finished",
         "version_begun", "version_authorised", "version_returned", "document_sent", "chronology_written"),
    ),
    "family": (
        "Who the child is, home and family",
        ("person_recorded", "person_died", "identifier_linked", "address_recorded", "relationship_recorded"),
    ),
    "census": (
        "The census: what came in, what it asks",
        ("census_group_imported", "census_mending_asked", "census_query_explained"),
    ),
    "keeping": (
        "How long the record is kept",
        (
            "legal_hold_placed", "legal_hold_lifted", "erasure_asked", "erasure_agreed", "erasure_called_off",
            "erasure_carried_out", "copy_given",
        ),
    ),
    "hidden": ("Masked or moved", ("entry_masked", "entry_moved")),
}  # fmt: skip
OF_KIND = {kind: group for group, (_, kinds) in GROUPS.items() for kind in kinds}
NAMED = ("from_whom", "who", "on_whom", "made_by_name", "source_name", "other_name", "done_by", "leader_name")
CHILD_SAYS = ("childs_words", "child_said", "childs_account", "childs_view")
THE_CHILD = "child"


def group_of(case: Casefile, item: Recorded[Any]) -> str:
    """Which group of kinds an entry is shown under; what kind a hidden entry was is hidden too."""
    return "hidden" if item.entry_id in case.hidden else OF_KIND.get(item.fact.kind, "")


def _mark_of(name: str) -> str:
    """A mark for a name, which tells nothing to who finds it in an address."""
    return salted_hmac("candour.web.narrowing", " ".join(name.casefold().split())).hexdigest()[:20]


def people_in(
    case: Casefile, item: Recorded[Any], known: Mapping[str, str], *, confidential: bool
) -> Iterator[tuple[str, str]]:
    """Who wrote an entry, did what it tells, or is named in it as taking part: a mark and a name each."""
    if item.entry_id in case.hidden:
        return
    for one in (item.actor, item.on_behalf_of or ""):
        if one in known:
            yield one, known[one]
    kept = () if confidential else held_back(case, item)
    if getattr(item.fact, "whose", "") == "child" or any(getattr(item.fact, name, "") for name in CHILD_SAYS):
        yield THE_CHILD, "The child"
    for name, value in _fields_of(item.fact):
        if name in WORKERS and value in known:
            yield value, known[value]
        elif name in NAMED and name not in kept and value.strip():
            yield _mark_of(value), value.strip()


def _fields_of(fact: Any) -> Iterator[tuple[str, str]]:
    """Every text in a fact by its field, those of its parts among them; who attended is somebody named."""
    for name in field_names(fact.__class__):
        value = getattr(fact, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str):
                if one:
                    yield name, one
            elif isinstance(one, Attendance):
                yield "who", one.name
            elif is_dataclass(one):
                yield from _fields_of(one)


def about_harm(item: Recorded[Any], harm_id: str) -> bool:
    """Whether an entry is tied to one harm: the harm itself, its protections, aims, answers and what names it."""
    return any(value == harm_id for _, value in _fields_of(item.fact))


class NarrowForm(GovForm):
    """What to show of a life."""

    group = forms.MultipleChoiceField(label="Kinds of entry", required=False, widget=forms.CheckboxSelectMultiple)
    who = forms.ChoiceField(
        label="Person",
        required=False,
        help_text="Who wrote, decided, took part or is named; the child where they spoke",
    )
    harm = forms.ChoiceField(
        label="Harm", required=False, help_text="The harm, what protects from it, and what answers it"
    )
    since = GovDateField(label="Happened from", required=False)
    until = GovDateField(label="Happened up to", required=False)
    known = GovDateField(
        label="As it was known at the end of this day",
        required=False,
        in_past=True,
        help_text="Only what had been written by then, as it then stood",
    )


@dataclass(frozen=True)
class Narrowed:
    """What somebody asked to see."""

    groups: tuple[str, ...] = ()
    who: str = ""
    who_name: str = ""
    harm: str = ""
    since: date | None = None
    until: date | None = None
    known: date | None = None

    @property
    def at_all(self) -> bool:
        return self != Narrowed(known=self.known)

    def shows(self, case: Casefile, item: Recorded[Any]) -> bool:
        """Whether an entry is of the kinds, the harm and the time asked for."""
        return (
            (not self.groups or group_of(case, item) in self.groups)
            and (not self.harm or (item.entry_id not in case.hidden and about_harm(item, self.harm)))
            and (not self.since or item.happened >= self.since)
            and (not self.until or item.happened <= self.until)
        )


def names_person(told: Told, people: set[str], asked: Narrowed) -> bool:
    """Whether an entry is by, of or about the person asked for; somebody named in its words counts."""
    if asked.who in people:
        return True
    named = re.compile(rf"(?<!\w){re.escape(asked.who_name)}(?!\w)", re.IGNORECASE)
    return asked.who != THE_CHILD and bool(named.search(f"{told.heading}\n{told.text}"))


def choices_for(
    case: Casefile, people: Mapping[str, str], own: tuple[Recorded[Any], ...]
) -> dict[str, list[tuple[str, str]]]:
    """What this life can be narrowed by."""
    present = {group_of(case, item) for item in own}
    day = "%-d %B %Y"
    return {
        "group": [(group, words) for group, (words, _) in GROUPS.items() if group in present],
        "who": [("", "Everybody"), *sorted(people.items(), key=lambda one: (one[0] != THE_CHILD, one[1].casefold()))],
        "harm": [
            ("", "Everything"),
            *((one.harm_id, f"{_short(one.recorded)}, {one.recorded.fact.known_on:{day}}") for one in harms(case)),
        ],
    }


def _short(item: Recorded[HarmRecorded]) -> str:
    what = item.fact.what
    return what if len(what) <= 60 else f"{what[:59].rstrip()}\u2026"
