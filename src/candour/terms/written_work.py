"""The kinds of written work, and the sections guidance asks of each.

Source: Working Together 2023 (assessment framework; child protection conferences, core group, plans), Children Act 1989 s17.
A section's `knows` names what the record already says on it (see `documents.known`); nobody types that again.
"""

from dataclasses import dataclass

MARKS = {"seen": "Seen", "told": "Told", "opinion": "Opinion", "hypothesis": "Hypothesis"}
MACHINE = {"transcribed": "A machine transcribed these words", "wrote": "A machine wrote these words"}


@dataclass(frozen=True)
class Section:
    """One part of a piece of written work: what guidance asks, and what the record already knows of it."""

    key: str
    title: str
    asks: str
    knows: tuple[str, ...] = ()
    words: bool = True  # whether anybody writes here at all
    childs: bool = False  # the child's own place in it


@dataclass(frozen=True)
class Kind:
    """A kind of written work; `authorised_by` are the roles who may put their name to it, none where nobody does."""

    key: str
    title: str
    source: str
    sections: tuple[Section, ...]
    authorised_by: tuple[str, ...] = ("team_manager", "service_manager")
    about: str = ""  # what it belongs to: assessment, plan, conference


WT = "Working Together 2023"
_CHILD = Section(
    "child",
    "What the child says and wants",
    "Their own words; what each visit saw; what they were told",
    ("child_view", "child_told"),
    childs=True,
)
_HARMS = Section(
    "harms",
    "Harm, and what protects from it",
    "Each harm, what stands between it and the child, and what does not",
    ("harms_and_protection",),
)

ASSESSMENT = Kind("assessment", "Assessment", f"{WT}: the assessment framework; Children Act 1989 s17", (
    Section("why", "Why we are involved", "What was said and by whom; what happened before", ("referral", "closures")),
    _CHILD,
    Section("needs", "The child's needs", "Health, learning, feelings, identity, family and friends, how they look after themselves", ("person_details",)),
    Section("parenting", "What the parents can do", "Care, safety, warmth, stimulation, guidance, stability", ("network",)),
    Section("environment", "Family and surroundings", "History, wider family, housing, work, money, community", ("household",)),
    Section("outside", "Harm outside the home", "Peers, school, neighbourhood, online"),
    _HARMS,
    Section("analysis", "Analysis", "What it means for this child, what would disprove it, what happens if nothing changes"),
    Section("next", "What should happen next", "What must change, who helps, and what the family thinks of it", ("family_said",)),
), about="assessment")  # fmt: skip

CONFERENCE_REPORT = Kind("conference_report", "Report to a conference", f"{WT}: reports are shared with the family beforehand", (
    Section("why", "Why this conference", "The enquiry, and what led to it", ("enquiry", "closures")),
    _HARMS,
    Section("work", "What has been done", "Visits, checks, help tried", ("visits_made",)),
    _CHILD,
    Section("family", "What the family says", "Each parent and carer, in their words", ("family_said",)),
    Section("analysis", "Analysis", "Is the child suffering, or likely to suffer, significant harm? Why?"),
    Section("recommends", "What the worker recommends", "And what would have to be seen to change it", ("dissent",)),
), about="conference")  # fmt: skip

CORE_GROUP_RECORD = Kind("core_group_record", "Core group record", f"{WT}: the core group carries out the plan", (
    Section("came", "Who came", "", ("core_group",), words=False),
    Section("progress", "What has changed for each aim", "What was seen, not what was attended", ("aims",)),
    _CHILD,
    Section("next", "What each does next", "Who, what, by when"),
), authorised_by=(), about="plan")  # fmt: skip

PLAN = Kind("plan", "Plan", f"{WT}: child protection plans; Children Act 1989 s17", (
    _HARMS,
    Section("aims", "What must change", "For which harm, who does what, by when, how we shall know", ("aims",)),
    _CHILD,
    Section("family", "What the family says of the plan", "", ("family_said",)),
    Section("contingency", "If it does not work", "What we would do, and when", ("outline_plan",)),
), about="plan")  # fmt: skip

REVIEW_REPORT = Kind("review_report", "Report to a review", f"{WT}: reviews of child protection plans", (
    Section("since", "What has changed since the last review", "For the child; not what was done", ("reviews", "visits_made")),
    Section("aims", "Each aim", "", ("aims",)),
    _HARMS,
    _CHILD,
    Section("family", "What the family says", "", ("family_said",)),
    Section("recommends", "What the worker recommends", "And what speaks against it", ("dissent",)),
), about="plan")  # fmt: skip

MINUTES = Kind("minutes", "Conference minutes", f"{WT}: the chair states the decision and notes each dissent", (
    Section("came", "Who came", "", ("present",), words=False),
    Section("heard", "What each agency said", "Beyond what is on the record", ("agencies_said",)),
    Section("discussion", "What was discussed", "Strengths, worries, what nobody knows"),
    _CHILD,
    Section("family", "What the family said", "", ("family_said",)),
    Section("decision", "The decision", "As the chair stated it", ("conference_decision",), words=False),
    Section("dissent", "Who did not agree", "", ("conference_dissent",), words=False),
    Section("pressure", "Who spoke to the chair about the decision", "", ("pressure_and_direction",), words=False),
    Section("plan", "The plan agreed", "", ("outline_plan", "aims"), words=False),
), authorised_by=("conference_chair",), about="conference")  # fmt: skip

CLOSING_SUMMARY = Kind("closing_summary", "Closing summary", f"{WT}: closing and stepping down", (
    Section("why", "Why we were involved", "", ("referral", "closures")),
    Section("done", "What was done", "", ("plans", "visits_made")),
    _HARMS,
    Section("changed", "What has changed for the child", "What was seen, and by whom", ("changed",)),
    _CHILD,
    Section("family", "What the family says", "", ("family_said",)),
    Section("return", "What would bring us back", "", ("dissent",)),
))  # fmt: skip

KINDS = {
    kind.key: kind
    for kind in (ASSESSMENT, CONFERENCE_REPORT, CORE_GROUP_RECORD, PLAN, REVIEW_REPORT, MINUTES, CLOSING_SUMMARY)
}


def section(kind: str, key: str) -> Section:
    """One section of a kind. Raises LookupError for one it does not have."""
    for one in KINDS[kind].sections:
        if one.key == key:
            return one
    raise LookupError(f"{kind} has no section {key!r}")
