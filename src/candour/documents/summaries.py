"""The whole story for somebody new to it: a court, another authority, the next worker; and the child's life in order."""

from typing import Any

from candour.documents.document import Making, document
from candour.documents.headings import heading
from candour.documents.knowing import spelt, what_is_known
from candour.documents.known.life import PRIVATE_SOURCES
from candour.documents.known.protection import told_by
from candour.documents.letters import who_to_ask
from candour.record.casefile.documents import chronologies
from candour.record.entries.contacts import ContactReceived
from candour.record.entries.documents import Part
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entries.written_work import Line
from candour.record.entry import Recorded

SUMMARY = (
    ("Who the child is", ("person_details", "household")),
    ("Family", ("network",)),
    ("Why we are involved", ("referral", "closures")),
    ("Plans", ("plans",)),
    ("Harm, and what protects from it", ("harms_and_protection",)),
    ("The enquiry", ("enquiry",)),
    ("What must change", ("aims",)),
    ("What has changed", ("reviews", "changed")),
    ("What the child says", ("child_view", "child_told")),
    ("What the family says", ("family_said",)),
    ("Seeing the child", ("visits_made",)),
    ("Who disagreed, and with what", ("dissent",)),
    ("Directions and pressure", ("pressure_and_direction",)),
)


def _summary(making: Making) -> list[Part]:
    of = making.of
    return [Part(heading=title, lines=what_is_known(blocks, of)) for title, blocks in SUMMARY]


@document("Case summary", usual=("court", "worker"))
def case_summary(making: Making) -> list[Part]:
    """Everything somebody new has to know, in the order they ask it; dissent and directions with it."""
    return [*_summary(making), who_to_ask(making)]


@document("Transfer summary", usual=("authority",), only_for=("authority", "worker", "court"))
def transfer_summary(making: Making) -> list[Part]:
    """For the authority a child moves to: what is running, what is open, and what we ask of them."""
    ask = (
        "Please tell us in writing when you take responsibility. Until then it stays with us.",
        "A child on a child protection plan needs a transfer-in conference within 15 working days of the notice of the move.",
    )
    return [Part(heading="What we ask", says=ask), *_summary(making), who_to_ask(making)]


OPEN_KINDS = {
    "person_recorded", "person_died", "referral_decided", "contact_decided", "need_recorded", "episode_closed",
    "decision_made", "child_allocated", "allocation_ended", "assessment_started", "assessment_extended",
    "assessment_authorised", "strategy_discussion_held", "enquiry_started", "enquiry_outcome_decided", "conference_called",
    "initial_conference_held", "cp_plan_started", "aim_agreed", "cp_category_changed", "cp_plan_ended",
    "review_conference_held", "cin_plan_started", "cin_plan_reviewed", "cin_plan_ended", "core_group_held", "visit_made",
}  # fmt: skip
TELLS_BY_KIND = {
    "visit_made": ("how the child is now",),
    "core_group_held": ("how the child is now",),
    "protection_recorded": ("protection",),
    "direction_received": ("pressure and direction",),
    "pressure_recorded": ("pressure and direction",),
    "dissent_recorded": ("disagreement",),
}


def told_by_entry(item: Recorded[Any]) -> tuple[str, ...]:
    """What an entry's line in a chronology tells. A kind nobody has thought of is the authority's own working."""
    fact = item.fact
    if isinstance(fact, HarmRecorded):
        return told_by(fact)
    if isinstance(fact, RelationshipRecorded):
        return () if fact.parental_responsibility else ("family network",)
    if isinstance(fact, ContactReceived) or fact.kind == "referral_received":
        if getattr(fact, "source_confidential", False):
            return ("confidential referrer",)
        return ("referrer",) if fact.source_code in PRIVATE_SOURCES else ()
    if isinstance(fact, ViewRecorded):
        return ("the child's view",) if fact.whose == "child" else (f"words of {fact.who or 'the family'}",)
    return TELLS_BY_KIND.get(fact.kind, () if fact.kind in OPEN_KINDS else ("internal",))


def _own(making: Making) -> list[Recorded[Any]]:
    return sorted(making.case.standing, key=lambda item: (item.happened, item.position))


def _event(item: Recorded[Any], making: Making) -> Line:
    late = (item.recorded.date() - item.happened).days
    written = f" (written {late} days later)" if late > 1 else ""
    return Line(label=f"{spelt(item.happened)}{written}", words=heading(item.fact), tells=told_by_entry(item))


@document("Chronology", usual=("court", "worker", "authority"))
def chronology(making: Making) -> list[Part]:
    """The whole life in the order it happened, told by the record."""
    return [
        Part(heading="What happened before", lines=what_is_known(("closures",), making.of)),
        Part(heading="In order", lines=tuple(_event(item, making) for item in _own(making))),
    ]


@document("Chosen chronology", usual=("court", "worker"), about="chronology")
def chosen_chronology(making: Making) -> list[Part]:
    """The events somebody chose, with what they make of each, under their name."""
    versions = next((one for one in chronologies(making.case) if one[0].fact.chronology_id == making.about), ())
    if not versions:
        return [Part(heading="", says=("Nobody has chosen events yet.",))]
    latest = versions[-1]
    lines = []
    for chosen in latest.fact.chosen:
        item = making.case.entry(chosen.entry_id)
        if item is None or item.entry_id in making.case.hidden:
            continue
        lines.append(_event(item, making))
        if chosen.analysis.strip():
            lines.append(
                Line(label="What it means", words=chosen.analysis, tells=(*told_by_entry(item), "a worker's words"))
            )
    whose = making.names.get(latest.actor, "a worker")
    head = (Line(label="Chosen by", words=f"{whose}, version {latest.fact.number}, {spelt(latest.happened)}"),)
    return [
        Part(heading=latest.fact.title, lines=head),
        Part(heading="In order", lines=tuple(lines)),
        Part(
            heading="Analysis",
            lines=(Line(label=whose, words=latest.fact.analysis, tells=("a worker's words",)),)
            if latest.fact.analysis
            else (),
        ),
    ]
