"""Which episodes, and which of their parts, a year's return holds.

A day that cannot be read keeps nothing out: the return shows what the record says, and its rules will ask about it.
"""

from datetime import date

from candour.ssd.cin_census_parts import Part
from candour.terms.cin_census import (
    ASSESSMENT,
    CIN_PLAN,
    CP_PLAN,
    DATES,
    ENQUIRY,
    PRE_PROCEEDINGS,
    SINCE,
)
from candour.terms.england_year import CensusYear

ENDS_BEFORE = {ASSESSMENT: "authorised", CIN_PLAN: "ended", CP_PLAN: "ended"}
END = {
    ASSESSMENT: "AssessmentAuthorisationDate",
    CIN_PLAN: "CINPlanEndDate",
    CP_PLAN: "CPPendDate",
}
START = {
    ASSESSMENT: "AssessmentActualStartDate",
    CIN_PLAN: "CINPlanStartDate",
    CP_PLAN: "CPPstartDate",
    ENQUIRY: "S47ActualStartDate",
}


def is_nfa(episode: Part) -> bool:
    """Whether the referral ended with no further action."""
    return episode.says_yes("ReferralNFA")


def episode_out(episode: Part, year: CensusYear) -> str:
    """Why an episode is not in a year's return; empty if it is."""
    referred, closed = episode.day("CINreferralDate"), episode.day("CINclosureDate")
    if referred and referred > year.end:
        return "referred after the year ended"
    if is_nfa(episode):
        return "referred before the year began, with no further action" if referred and referred < year.start else ""
    return "closed before the year began" if closed and closed < year.start else ""


def part_out(part: Part, year: CensusYear) -> str:
    """Why an assessment, an enquiry or a plan is not in a year's return; empty if it is.

    An assessment is returned in every year it was open in, an enquiry in the year it began or its conference was held.
    """
    if year.ends_in < SINCE.get(part.group, 0):
        return f"the return asks for {part.group} only since {CensusYear(SINCE[part.group]).label}"
    if part.group == PRE_PROCEEDINGS:
        return _pre_proceedings_out(part, year)
    started = part.day(START[part.group])
    if started and started > year.end:
        return "started after the year ended"
    if part.group == ENQUIRY:
        held = part.day("DateOfInitialCPC")
        if started and started < year.start and not (held and year.holds(held)):
            unread = part.text("DateOfInitialCPC") and not held
            return "" if unread else "started before the year began, with no conference in it"
        return ""
    if part.another_authoritys:
        return "another authority's plan: that authority returns it"
    ended = part.day(END[part.group])
    return f"{ENDS_BEFORE[part.group]} before the year began" if ended and ended < year.start else ""


def _pre_proceedings_out(part: Part, year: CensusYear) -> str:
    days = [on for name, _ in part.elements if name in DATES and (on := part.day(name))]
    return "" if not days or any(year.holds(on) for on in days) else "none of its dates is in the year"


def reviews_out(plan: Part, year: CensusYear) -> dict[str, str]:
    """Why each review left out is not in a year's return, by reference.

    All reviews of the year are in it and, for a plan open on 1 April, the last before it.
    """
    days = {review.reference: review.day("CPPreviewDate") for review in plan.parts}
    earlier = [(on, reference) for reference, on in days.items() if on and on < year.start]
    started = plan.day("CPPstartDate")
    last = max(earlier)[1] if earlier and (started is None or started < year.start) else None
    return {
        reference: _review_why(on, year)
        for reference, on in days.items()
        if on and not _kept(on, reference, last, year)
    }


def _kept(on: date, reference: str, last: str | None, year: CensusYear) -> bool:
    return year.holds(on) or reference == last


def _review_why(on: date, year: CensusYear) -> str:
    return "held after the year ended" if on > year.end else "held before the year, and not the last before it"
