"""The child's page: who they are, where they stand, what protects them, what is due, and their whole life in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from candour.access.permission import RELATIONS, ROLES, may_for
from candour.access.receipts import may_hold
from candour.access.views_kept import views_of
from candour.documents.headings import heading
from candour.practice.guard import Worker
from candour.record.casefile import Casefile
from candour.record.casefile.answers import allocated, earlier_closures, harms
from candour.record.casefile.clocks import Clock, clocks
from candour.record.casefile.disagreements import open_since
from candour.record.casefile.person import Person, addresses, person
from candour.record.casefile.plans import open_cin_plan, open_cp_plan
from candour.record.casefile.supervision import supervisions
from candour.record.entries.concerns import DisagreementEnded, DisagreementOpened
from candour.record.entries.cp_plans import AimAgreed
from candour.record.entries.decision import Reasons
from candour.record.entries.direction import DirectionAnswered, DirectionReceived, PressureRecorded
from candour.record.entries.dissent import DissentRecorded
from candour.record.entries.family import RelationshipRecorded
from candour.record.entries.harm import HarmRecorded
from candour.record.entries.person import PersonRecorded
from candour.record.entries.visits import VisitMade
from candour.record.entries.voice_of_child import ViewRecorded
from candour.record.entry import Recorded
from candour.ssd.lists import statuses
from candour.terms.disability import DISABILITY
from candour.terms.ethnicity import ETHNICITY
from candour.terms.sex import SEX
from candour.web.names import names
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.steps import offered
from candour.web.supervised import must_be_seen
from candour.web.telling import HELD_BACK, WORKERS, Told, field_names, flags, tell, timeline

FEW, FEW_SUPERVISIONS = 8, 3
NEVER_HIDDEN = ("disagreement_opened", "disagreement_ended")
# What is done to a text is told on the text's own page and in the chronology; the child's page is about the child.
PAPERWORK = (
    "written_work_begun", "passage_written", "change_proposed", "proposal_answered", "version_begun",
    "census_mending_asked", "census_query_explained", "disagreement_opened", "disagreement_ended",
)  # fmt: skip


@dataclass(frozen=True)
class Due:
    """A clock as a page shows it: how late, or why longer."""

    clock: Clock
    late_by: int

    @property
    def is_late(self) -> bool:
        return self.late_by > 0


def due_now(case: Casefile, today: date) -> list[Due]:
    """What is due for the child, with how many days late."""
    return [Due(clock, (today - clock.due_on).days) for clock in clocks(case)]


def workers_in(items: Iterable[Recorded[Any]]) -> set[str]:
    """The references of every worker that some entries mention."""
    found: set[str] = set()
    for item in items:
        found |= {item.actor, item.on_behalf_of or ""}
        reasons = getattr(item.fact, "reasons", None)
        if isinstance(reasons, Reasons):
            found |= {reasons.decider, reasons.recommended_by}
        found |= {getattr(item.fact, name) for name in field_names(item.fact.__class__) if name in WORKERS}
    return {one for one in found if len(one) == 32}


def names_in(case: Casefile) -> dict[str, str]:
    """The names of every worker this file mentions."""
    return names(workers_in(case.recorded))


def is_shown(request: WorkerRequest, case: Casefile, item: Recorded[Any]) -> bool:
    """Whether this reader may know of an entry at all: that somebody disagrees formally, few do, lest they look for whom."""
    return not isinstance(item.fact, DisagreementOpened | DisagreementEnded) or may_for(
        request.worker, "see that a disagreement is open", case
    )


def told_life(
    request: WorkerRequest, case: Casefile, known: dict[str, str], items: Iterable[Recorded[Any]]
) -> list[Told]:
    """Entries as this reader may see them, newest happening first."""
    confidential = may_for(request.worker, "see confidential", case)
    items = [item for item in items if is_shown(request, case, item)]
    in_order = sorted(items, key=lambda item: (item.happened, item.position), reverse=True)
    return [tell(item, case, known, confidential=confidential) for item in in_order]


def who(case: Casefile, one: Person, *, confidential: bool, today: date) -> list[dict[str, Any]]:
    """The lines about who the child is."""
    written = case.last(PersonRecorded)
    born = one.dob or one.expected_dob
    age = one.age_on(today)
    homes = [
        HELD_BACK
        if item.fact.confidential and not confidential
        else f"{item.fact.lines}, {item.fact.postcode}{' (confidential)' if item.fact.confidential else ''}"
        for item in addresses(case)
        if item.fact.end is None
    ]
    lines = [
        (
            "Born" if one.dob else "Expected",
            f"{born:%-d %B %Y}{f', aged {age}' if age is not None else ''}" if born else "",
        ),
        ("Sex", SEX.label(one.sex) if one.sex else ""),
        ("Ethnic group", ETHNICITY.label(one.ethnicity) if one.ethnicity else ""),
        ("Disability", ", ".join(DISABILITY.label(code) for code in one.disabilities)),
        ("First language", written.fact.language if written else ""),
        ("Child number", one.la_child_id),
        ("Lives at", "\n".join(homes)),
    ]
    if one.died_on:
        lines.insert(1, ("Died", f"{one.died_on:%-d %B %Y}"))
    return [{"key": key, "value": value} for key, value in lines]


def network(case: Casefile) -> list[dict[str, Any]]:
    """Who is around the child: those this file names, and those whose file names the child."""
    found = []
    for item in case.recorded:
        if isinstance(item.fact, RelationshipRecorded) and item.entry_id not in case.hidden | case.superseded:
            mine = item.subjects[0] == case.subject
            found.append(
                {
                    "name": (mine and item.fact.other_name) or "A relative",
                    "relationship": item.fact.relationship if mine else f"to whom this is: {item.fact.relationship}",
                    "lives_with": item.fact.lives_with,
                    "responsibility": item.fact.parental_responsibility,
                    "person_id": item.fact.other_person_id if mine else item.fact.person_id,
                    "mine": mine,
                }
            )
    return found


@page("child/<ref:person_id>/", name="child", verb="read", about_child=True)
def child(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """A child's page."""
    one, today, known = person(case), request.desk.now.day, names_in(case)
    confidential = may_for(request.worker, "see confidential", case)
    owner = allocated(case)
    voices = [item for item in case.of(ViewRecorded) if item.fact.whose == "child"]
    said = [item for item in case.of(VisitMade) if item.fact.child_said.strip()]
    told = [item for item in case.of(HarmRecorded) if item.fact.childs_words.strip()]
    plan = open_cp_plan(case)
    return render(
        request,
        "child/page.html",
        {
            "case": case,
            "person": one,
            "who": who(case, one, confidential=confidential, today=today) if one else [],
            "statuses": [{"words": row[2], "since": row[3]} for row in statuses(case)],
            "owner": owner,
            "owner_name": known.get(owner.started.fact.worker_id, "") if owner else "",
            "network": network(case),
            "harms": harms(case),
            "bare": [harm for harm in harms(case) if not harm.protected],
            "plan": plan,
            "aims": [a.fact for a in case.of(AimAgreed) if plan and a.fact.plan_id == plan.cp_plan_id],
            "cin_plan": open_cin_plan(case),
            "dues": due_now(case, today),
            "closures": earlier_closures(case),
            "voices": sorted([*voices, *said, *told], key=lambda item: (item.happened, item.position), reverse=True)[
                :3
            ],
            "disagreement": open_since(case)
            if may_for(request.worker, "see that a disagreement is open", case)
            else None,
            "against": timeline(told_life(request, case, known, _against(case))),
            "life": timeline(told_life(request, case, known, _latest(case))),
            "supervised": told_life(request, case, known, [one.held for one in supervisions(case)[-FEW_SUPERVISIONS:]]),
            "offered": offered(request.worker, case),
            "may_see_views": may_for(request.worker, "see who looked", case),
            "names": known,
            "today": today,
        },
    )


def _against(case: Casefile) -> list[Recorded[Any]]:
    """What a reader must not miss travels with the child: dissent, orders, pressure, decisions, and supervision written
    up after something had happened.
    """
    return [
        item
        for item in case.standing
        if isinstance(item.fact, DissentRecorded | DirectionReceived | DirectionAnswered | PressureRecorded)
        or flags(item.fact)
        or must_be_seen(item, case)
    ]


def _latest(case: Casefile) -> list[Recorded[Any]]:
    own = [item for item in case.recorded if item.subjects[0] == case.subject and item.fact.kind not in PAPERWORK]
    return sorted(own, key=lambda item: (item.happened, item.position))[-FEW:]


@page("child/<ref:person_id>/entry/<int:position>/", name="entry", verb="read", about_child=True)
def entry(request: WorkerRequest, case: Casefile, position: int) -> HttpResponse:
    """One entry: who wrote it, in what standing, when it happened, when it was written, and what became of it."""
    item = next((one for one in case.recorded if one.position == position), None)
    if item is None or not is_shown(request, case, item):
        raise Http404("There is no such entry on this file.")
    known = names_in(case)
    told = told_life(request, case, known, [item])[0]
    later, earlier = case.superseded.get(item.entry_id), case.entry(item.supersedes) if item.supersedes else None
    direction = case.entry(item.direction) if item.direction else None
    # What stands on another file is corrected there; a hold is lifted, never masked.
    own = item.subjects[0] == case.subject
    return render(
        request,
        "child/entry.html",
        {
            "case": case,
            "person": person(case),
            "told": told,
            "item": item,
            "standing": _standing(item, known),
            "rows": [{"key": key, "value": value} for key, value in told.rows],
            "to_raise": to_raise(item, request.worker) if told.state == "standing" else None,
            "later": later,
            "earlier": earlier,
            "direction": direction,
            "may_hold": may_hold(request.worker, case, item),
            "may_hide": told.state == "standing"
            and own
            and item.fact.kind not in NEVER_HIDDEN
            and may_for(request.worker, "hide", case),
            "may_correct": told.state == "standing"
            and own
            and item.fact.kind not in ("entry_masked", "entry_moved", *NEVER_HIDDEN),
        },
    )


def to_raise(item: Recorded[Any], worker: Worker) -> dict[str, str] | None:
    """The words a dissent or a decision can become a concern with, so that nobody types them again; None for the rest.

    Somebody else's dissent is quoted as theirs: nobody's words are put in another person's mouth.
    """
    fact = item.fact
    if isinstance(fact, DissentRecorded):
        recommends = f"\n\nInstead: {fact.recommends}" if fact.recommends else ""
        if item.actor == worker.worker_id and fact.who == worker.name:
            about = f"I disagree with: {fact.about_what}. " if fact.about_what else ""
            return {"title": "I disagree with a decision", "words": f"{about}{fact.words}{recommends}"}
        who = ", ".join(one for one in (fact.who, fact.their_role) if one)
        what = fact.about_what or "a decision"
        words = f"{who} disagrees with: {what}. In their words: “{fact.words}{recommends}”"
        return {"title": "A disagreement with a decision", "words": words}
    if isinstance(getattr(fact, "reasons", None), Reasons):
        reasons = getattr(fact.reasons, "because", "")
        given = f" The reasons given: {reasons}" if reasons else ""
        return {"title": "A decision about a child", "words": f"{heading(fact)}, {item.happened:%-d %B %Y}.{given}\n\n"}
    return None


def _standing(item: Recorded[Any], known: dict[str, str]) -> list[dict[str, str]]:
    standing = item.standing
    more = [", newly qualified" if standing.newly_qualified else "", ", agency" if standing.agency else ""]
    lines = [
        ("Written by", known.get(item.actor, item.actor)),
        ("Role that day", ROLES.get(standing.role, standing.role) + "".join(more)),
        ("Registration that day", standing.registration.capitalize()),
        ("On behalf of", known.get(item.on_behalf_of, item.on_behalf_of) if item.on_behalf_of else ""),
        ("Happened", f"{item.happened:%-d %B %Y}"),
        ("Written", f"{item.recorded:%-d %B %Y, %H:%M:%S} UTC"),
        ("Place on the record", str(item.position)),
        ("Seal", item.leaf_digest),
    ]
    return [{"key": key, "value": value} for key, value in lines if value]


@page("child/<ref:person_id>/who-looked/", name="who-looked", verb="see who looked", about_child=True)
def who_looked(request: WorkerRequest, case: Casefile) -> HttpResponse:
    """Who has opened this child's file, this look included."""
    seen = views_of(case.subject)
    known = names(row["worker_id"] for row in seen)
    for row in seen:
        row["name"] = known.get(row["worker_id"], "somebody not on the list of workers")
        row["role"] = ROLES.get(row["role"], row["role"])
        row["relation"] = RELATIONS[row["relation"]]
        row["page"] = row["page"].replace("-", " ")
    return render(request, "child/who_looked.html", {"case": case, "person": person(case), "seen": seen})
