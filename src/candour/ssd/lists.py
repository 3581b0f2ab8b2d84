"""What a worker's lists are made of: where each child stands today, and what is due."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.casefile.answers import allocated, harms
from candour.record.casefile.clocks import clocks, discussion_awaited
from candour.record.casefile.episodes import contacts, episodes
from candour.record.casefile.plans import cin_plans, cp_plans
from candour.record.casefile.protection import assessments, enquiries
from candour.record.entries.cin_assessments import AssessmentExtended, AssessmentStarted
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.initial_cp_conference import ConferenceCalled
from candour.record.entries.involvements import ChildAllocated
from candour.ssd.table import Row, table


@table(
    "live_status",
    """
    live_id text the row's reference
    live_person_id text the child
    live_status text one status of those the child has; several may hold at once
    live_since date since when
    live_about text the episode, assessment, enquiry or plan
    """,
    shows=(ChildAllocated, HarmRecorded),
    indexes=("live_person_id", "live_status, live_since"),
)
def statuses(case: Casefile) -> Iterable[Row]:
    """Every status a child has today, each on its own row, because a child can have several."""
    found: list[tuple[str, object, str]] = [
        ("contact to decide", contact.received.fact.received_on, contact.received.fact.contact_id)
        for contact in contacts(case)
        if not contact.decided
    ]
    running = [episode for episode in episodes(case) if episode.is_open]
    for episode in running:
        found.append(
            ("open" if episode.nfa is not None else "referral to decide", episode.referred_on, episode.referral_id)
        )
    if running and running[-1].nfa is not None and allocated(case) is None:
        found.append(("unallocated", running[-1].referred_on, running[-1].referral_id))
    open_ids = {episode.referral_id for episode in running}
    found += [
        ("assessment", one.started_on, one.assessment_id)
        for one in assessments(case)
        if one.is_open and one.referral_id in open_ids
    ]
    found += [
        ("section 47 enquiry", one.started_on, one.s47_enquiry_id)
        for one in enquiries(case)
        if one.is_open and one.referral_id in open_ids
    ]
    if awaited := discussion_awaited(case):
        found.append(("strategy discussion to hold", awaited.happened, awaited.fact.referral_id))
    found += [("child in need plan", one.started_on, one.cin_plan_id) for one in cin_plans(case) if one.is_open]
    found += [("child protection plan", one.started_on, one.cp_plan_id) for one in cp_plans(case) if one.is_open]
    if running:
        found += [
            ("harm without protection", harm.recorded.fact.known_on, harm.harm_id)
            for harm in harms(case)
            if not harm.protected
        ]
    for status, since, about in found:
        yield (f"{about}-{status}", case.subject, status, since, about)


@table(
    "clock",
    """
    cloc_id text the row's reference
    cloc_person_id text the child
    cloc_what text what is due
    cloc_since date the day the clock started
    cloc_due date the day it is due
    cloc_longer_because text why more time was taken on purpose
    """,
    shows=(AssessmentStarted, AssessmentExtended, ConferenceCalled),
    indexes=("cloc_person_id", "cloc_what, cloc_due"),
)
def clock_rows(case: Casefile) -> Iterable[Row]:
    """What is due for a child, and by when."""
    for clock in clocks(case):
        key = f"{clock.about}-{clock.what}"
        yield (key, case.subject, clock.what, clock.since, clock.due_on, clock.longer_because or None)
