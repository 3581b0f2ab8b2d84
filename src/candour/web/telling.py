"""How an entry reads: a heading a practitioner would write, its words, and what must be said on its face."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

from candour.access.permission import ROLES
from candour.record.casefile import Casefile
from candour.record.casefile.confidential import held_back
from candour.record.entries.cin_census import CensusGroupImported, ExplainedPlace
from candour.record.entries.corrections import EntryMasked, EntryMoved
from candour.record.entries.decision import DecisionMade, HarmAnswer, Reasons
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.strategy_discussion import Attendance
from candour.record.entries.written_work import FinishedSection, Line, Statement
from candour.record.entry import Recorded
from candour.terms.assessment_factors import ASSESSMENT_FACTORS
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.terms.cin_census_words import ELEMENT_WORDS
from candour.terms.ethnicity import ETHNICITY
from candour.terms.grounds import GROUNDS
from candour.terms.indicators import indicator
from candour.terms.primary_need import PRIMARY_NEED
from candour.terms.reason_for_closure import REASON_FOR_CLOSURE
from candour.terms.referral_source import REFERRAL_SOURCE
from candour.terms.sex import SEX
from candour.terms.statements import as_typed
from candour.terms.worker_change_reason import WORKER_CHANGE_REASON
from candour.terms.working_days import london_day
from candour.web.supervised import came_before, opens_at, said_first, titled

CODES = {
    "source_code": REFERRAL_SOURCE,
    "primary_need": PRIMARY_NEED,
    "category": CATEGORY_OF_ABUSE,
    "factors": ASSESSMENT_FACTORS,
    "grounds": GROUNDS,
    "sex": SEX,
    "ethnicity": ETHNICITY,
    "reason": REASON_FOR_CLOSURE,
    "change_reason": WORKER_CHANGE_REASON,
}
WORKERS = {
    "decider",
    "worker_id",
    "lead_worker_id",
    "allocated_by",
    "chair",
    "made_by",
    "supervisor_id",
    "recommended_by",
    "leader_id",
}
LABELS = {
    "because": "In the decider's words",
    "dob": "Date of birth",
    "expected_dob": "Expected date of birth",
    "la_child_id": "Child number",
    "upn": "Unique pupil number",
    "decider": "Decided by",
    "directed": "Was it directed?",
    "no_view_because": "No view, because",
    "worker_id": "Worker",
    "lead_worker_id": "Led by",
    "made_by": "Visit made by",
    "made_by_name": "Visit made by",
    "done_by_registered": "A registered social worker?",
    "childs_words": "The child's words",
    "childs_account": "The child's account",
    "child_said": "What the child said",
    "changed_since": "What has changed for the child",
    "longer_because": "More time, because",
    "no_strategy_discussion_because": "No strategy discussion, because",
    "legal_steps_considered_by": "Legal steps considered by",
    "legal_steps_not_taken_because": "Legal steps not taken, because",
}
QUIET = {
    "full_time_equivalent_percent",
    "version",
    "kind",
    "looked_at",
    "source_confidential",
    "confidential",
    "source_digest",
}
REFERENCES = (
    "direction", "meeting", "about", "reference", "parent", "harm", "words_on_record", "accounts", "to_entry", "not_for",
)  # fmt: skip
A_REFERENCE = re.compile(r"[0-9a-f]{32}")
SAID_ABOVE = {
    "harm_recorded": {"harm_kind", "what"},
    "protection_recorded": {"what"},
    "decision_made": {"what"},
    "view_recorded": {"whose", "who"},
    "contact_received": {"source_code"},
    "contact_decided": {"outcome"},
    "referral_received": {"source_code"},
    "referral_decided": {"response"},
    "visit_made": {"seen", "seen_alone"},
    "aim_agreed": {"what_must_change"},
    "direction_received": {"from_whom", "their_role"},
    "direction_answered": {"answer"},
    "pressure_recorded": {"from_whom"},
    "dissent_recorded": {"who", "about_what"},
    "episode_closed": {"reason"},
    "cp_plan_started": {"category", "visit_every"},
    "initial_conference_held": {"category", "plan_agreed", "transfer_in"},
    "review_conference_held": {"continues"},
    "guidance_departed_from": {"guard", "what_guidance_says", "decision"},
    "relationship_recorded": {"other_name", "relationship"},
    "enquiry_part_done": {"what", "done_by"},
    "strategy_discussion_held": {"outcome"},
    "enquiry_outcome_decided": {"outcome"},
    "assessment_authorised": {"outcome"},
    "conference_called": {"called_for"},
    "person_recorded": {"kind_of_person"},
    "document_sent": {"title", "to_whom", "parts", "reader", "document_kind", "left_out", "version_digest"},
    "copy_given": {"reader", "entries", "hidden"},
    "chronology_written": {"title", "number", "chosen"},
    "written_work_begun": {"work_kind"},
    "passage_written": {"section"},
    "version_finished": {"number", "sections"},
    "version_authorised": {"open_seconds"},
}
# Each opening of these words is on a log that the two people of the supervision can read.
READ_ON_ITS_PAGE = ("supervision_account_given", "supervision_account_confirmed")
HELD_BACK = "Held back: shown to the allocated team only"


@dataclass(frozen=True)
class Told:
    """An entry ready to be shown. `flags` are what a reader must not miss, `notes` what is said beside it.

    `after` is what was on the file already when a supervision was written up late; `opens` is the page with its words,
    where they are read on a page of their own.
    """

    item: Recorded[Any]
    heading: str
    rows: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]
    state: str
    late_days: int
    notes: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    opens: str = ""

    @property
    def text(self) -> str:
        """The words as one text."""
        return "\n".join(f"{label}: {value}" for label, value in self.rows)


@cache
def label(name: str) -> str:
    """What a field is called on a page."""
    return LABELS.get(name) or name.replace("_id", "").replace("_", " ").capitalize().replace("Childs", "Child's")


def tell(item: Recorded[Any], case: Casefile, names: Mapping[str, str], *, confidential: bool) -> Told:
    """An entry as this reader may see it; `confidential` says whether they may see what is held back from others."""
    late = (london_day(item.recorded) - item.happened).days
    if hiding := case.hidden.get(item.entry_id):
        what = "moved to another child's file" if isinstance(hiding.fact, EntryMoved) else "masked"
        by = names.get(hiding.actor, "somebody")
        what_happened = (
            ("What happened", f"An entry stood here and was {what} by {by}. It stays sealed on the record."),
        )
        return Told(item, f"Entry {what}", (*what_happened, ("Reason", hiding.fact.why)), (), "hidden", late)
    state = "corrected" if item.entry_id in case.superseded else "standing"
    said, same_day = SAID_ABOVE.get(item.fact.kind, set()), _spelt(item.happened, names)
    opens, kept = opens_at(item, case), () if confidential else held_back(case, item)
    told = () if opens and item.fact.kind in READ_ON_ITS_PAGE else _rows(item.fact, names, kept)
    rows = tuple((name, words) for field, name, words in told if field not in said and words != same_day)
    first = said_first(item, case, names)
    must = (*flags(item.fact), *(words for words, warns in first if warns))
    notes = tuple(words for words, warns in first if not warns)
    return Told(item, titled(item, names), rows, must, state, late, notes, came_before(item, case), opens)


def timeline(life: Iterable[Told], level: int = 3, *, marked: bool = False) -> SafeString:
    """Entries one under another, each with a heading of that level; `marked` so that links can lead to each.

    Made here and not by a template: a life has hundreds of entries, and a template takes ten times as long over each.
    """
    return mark_safe("".join(_shown(one, level, marked) for one in life))  # noqa: S308  # every word goes through escape


def _shown(one: Told, level: int, marked: bool) -> str:
    item = one.item
    where = one.opens or reverse("entry", kwargs={"person_id": item.subjects[0], "position": item.position})
    tags = [
        f' <strong class="govuk-tag govuk-tag--red candour-sentence">{escape(words)}</strong>' for words in one.flags
    ]
    where_marked = f' id="{mark(item)}"' if marked else ""
    tags += [
        f' <strong class="govuk-tag govuk-tag--grey candour-sentence">{words}</strong>'
        for words, holds in (
            *((escape(note), True) for note in one.notes),
            ("corrected later", one.state == "corrected"),
            ("a correction", item.supersedes),
        )
        if holds
    ]
    late = f" (written {one.late_days} day{'' if one.late_days == 1 else 's'} later)" if one.late_days > 0 else ""
    words = f'<div class="moj-timeline__description">{linebreaks(one.text, autoescape=True)}</div>' if one.text else ""
    return (
        f'<div class="moj-timeline__item{"" if one.state == "standing" else " candour-past"}"{where_marked}>'
        f'<div class="moj-timeline__header"><h{level} class="moj-timeline__title">'
        f'<a class="govuk-link" href="{where}">{escape(one.heading)}</a></h{level}>{"".join(tags)}</div>'
        f'<p class="moj-timeline__date"><time datetime="{item.happened.isoformat()}">{item.happened:%-d %B %Y}</time>'
        f"{late}</p>{_after(one)}{words}</div>"
    )


def _after(one: Told) -> str:
    if not one.after:
        return ""
    came = "".join(f"<li>{escape(words)}</li>" for words in one.after)
    return f'<p class="govuk-body-s govuk-!-margin-bottom-1">Written after:</p><ul class="govuk-list govuk-list--bullet govuk-body-s">{came}</ul>'


def mark(item: Recorded[Any]) -> str:
    """Where on a page an entry stands, for links that lead to it."""
    return f"entry-{item.position}"


@cache
def field_names(kind: type[Any]) -> tuple[str, ...]:
    """The names of an entry type's fields."""
    return tuple(field.name for field in fields(kind))


def flags(fact: Any) -> tuple[str, ...]:
    """What a decision must say on its face, wherever it appears."""
    found = []
    reasons = getattr(fact, "reasons", None)
    if isinstance(reasons, Reasons):
        if reasons.against_recommendation:
            found.append("Against the recommendation")
        if reasons.directed == "yes":
            found.append("Directed")
    if isinstance(fact, DecisionMade):
        bare = sum(1 for answer in fact.harms if not answer.protected_by.strip() and answer.unprotected_because.strip())
        if bare:
            found.append(f"{bare} {'harm' if bare == 1 else 'harms'} without protection")
        if fact.no_change:
            found.append("No change for the child")
    if getattr(fact, "no_strategy_discussion_because", "") or fact.kind == "strategy_discussion_declined":
        found.append("No strategy discussion against an indicator")
    if isinstance(fact, InitialConferenceHeld) and fact.held_on.weekday() >= 5:
        found.append("Held on a weekend: the census will question it")
    if getattr(fact, "against_assessment", False):
        found.append("Against the assessment")
    if fact.kind == "guidance_departed_from":
        found.append("Departs from guidance")
    return tuple(found)


def _rows(fact: Any, names: Mapping[str, str], hidden: tuple[str, ...]) -> list[tuple[str, str, str]]:
    if isinstance(fact, CensusGroupImported):
        where = ("", "From", f"{fact.source_file}, line {fact.line}")
        return [where, *((typed.element, typed.element, typed.text) for typed in fact.elements)]
    if isinstance(fact, EntryMasked | EntryMoved):
        return [("why", "Reason", fact.why)]
    found = []
    for field in field_names(fact.__class__):
        value = getattr(fact, field)
        if isinstance(value, Reasons):
            found += _rows(value, names, hidden)
        elif words := _words(field, value, names):
            found.append((field, label(field), words))
    return [(field, name, HELD_BACK if field in hidden else words) for field, name, words in found]


def told_fields(fact: Any, names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Every field of an entry that can be read: its own name, what a page calls it (or a part of it), and its words."""
    if isinstance(fact, CensusGroupImported):
        return [("elements", typed.element, typed.text) for typed in fact.elements]
    found = []
    for field in field_names(fact.__class__):
        value = getattr(fact, field)
        if isinstance(value, Reasons):
            found += [(field, name, words) for _, name, words in _rows(value, names, ())]
        elif words := _words(field, value, names):
            found.append((field, label(field), words))
    return found


def _words(name: str, value: Any, names: Mapping[str, str]) -> str:
    if value in (None, "", (), False) or name in QUIET:
        return ""
    if name in WORKERS:
        return names.get(value, value)
    if name == "role":
        return ROLES.get(str(value), str(value))
    if name == "indicators":
        return "; ".join(indicator(code).words for code in value)
    if name in CODES:
        codes = value if isinstance(value, tuple) else (value,)
        return "; ".join(CODES[name].label(code) for code in codes)
    if name.endswith("_id") or name in REFERENCES:
        return ""
    return _spelt(value, names)


def _spelt(value: Any, names: Mapping[str, str]) -> str:
    if value is True:
        return "Yes"
    if isinstance(value, datetime):
        return value.strftime("%-d %B %Y, %H:%M")
    if isinstance(value, date):
        return value.strftime("%-d %B %Y")
    if isinstance(value, Attendance):
        absent = "" if value.attended else " (did not attend)"
        against = " (disagrees)" if value.dissents else ""
        return f"{value.name}, {value.agency}{absent}{': ' + value.view if value.view else ''}{against}"
    if isinstance(value, HarmAnswer):
        return value.protected_by or f"Not protected: {value.unprotected_because}"
    if isinstance(value, ExplainedPlace):
        return f"{ELEMENT_WORDS.get(value.element, value.element).capitalize()}: {value.value or 'nothing'}"
    if isinstance(value, Statement):
        return as_typed(value.words, value.mark, value.told_by)
    if isinstance(value, Line):
        return f"{value.label}: {value.words}"
    if isinstance(value, FinishedSection):
        said = [part for passage in value.passages for part in passage.statements]
        return "\n".join([value.title, *(_spelt(one, names) for one in (*value.known, *said))])
    if isinstance(value, tuple):
        return "\n".join(filter(None, (_spelt(one, names) for one in value)))
    if isinstance(value, str) and A_REFERENCE.fullmatch(value):
        return names.get(value, "")
    if is_dataclass(value):
        return ", ".join(str(getattr(value, field.name)) for field in fields(value))
    return str(value)
