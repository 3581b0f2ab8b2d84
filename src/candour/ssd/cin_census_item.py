"""What a census file said that the dataset has no place for, or that would come out of its column another way."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.casefile.census import day
from candour.record.entries.cin_assessments import AssessmentAuthorised
from candour.record.entries.cin_census import CensusGroupImported
from candour.record.entries.cin_episodes import EpisodeClosed, NeedRecorded
from candour.record.entries.cin_plans import CinPlanEnded
from candour.record.entries.cp_plans import CpCategoryChanged, CpPlanEnded
from candour.record.entries.initial_cp_conference import InitialConferenceHeld
from candour.record.entries.person import PersonDied, PersonRecorded
from candour.record.entries.s47_enquiry import EnquiryOutcomeDecided
from candour.ssd.table import Row, table
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.terms.cin_census import (
    ASSESSMENT,
    CHILD,
    CIN_PLAN,
    CP_PLAN,
    DATES,
    ELEMENTS,
    ENQUIRY,
    EPISODE,
    MANY,
    PRE_PROCEEDINGS,
    YES_OR_NO,
)

NO_COLUMN, DOES_NOT_FIT = "the dataset has no column", "does not fit its column"
WITHOUT_COLUMN = {"AssessmentInternalReviewDate", "InitialCPCtarget"}
CATEGORY_WORDS = frozenset(CATEGORY_OF_ABUSE.codes.values())


def has_column(group: str, element: str) -> bool:
    """Whether the dataset has a place for this element of a census part."""
    return group != PRE_PROCEEDINGS and element in ELEMENTS.get(group, ()) and element not in WITHOUT_COLUMN


def fits(element: str, text: str) -> bool:
    """Whether what was typed comes out of its column exactly as it went in.

    >>> fits("CPPstartDate", "2025-06-02"), fits("CPPstartDate", "02/06/2025"), fits("ReferralNFA", "0")
    (True, False, False)
    """
    if text != text.strip():
        return False
    if element in DATES:
        return day(text) is not None
    if element in YES_OR_NO:
        return text in ("true", "false")
    if element == "NumberOfPreviousCPP":
        return text.isascii() and text.isdigit() and len(text) < 9 and str(int(text)) == text
    return text not in CATEGORY_WORDS


def _written_since(case: Casefile) -> set[tuple[str, str]]:
    """The elements that somebody has since recorded in Candour itself, by reference: the file no longer speaks."""
    said = {(item.fact.referral_id, name) for item in case.of(EpisodeClosed) for name in CLOSING}
    said |= {(item.fact.referral_id, "PrimaryNeedCode") for item in case.of(NeedRecorded)}
    said |= {(item.fact.assessment_id, name) for item in case.of(AssessmentAuthorised) for name in AUTHORISING}
    said |= {(item.fact.s47_enquiry_id, "ICPCnotRequired") for item in case.of(EnquiryOutcomeDecided)}
    said |= {(item.fact.s47_enquiry_id, name) for item in case.of(InitialConferenceHeld) for name in CONFERRING}
    said |= {(item.fact.cp_plan_id, "CPPendDate") for item in case.of(CpPlanEnded)}
    said |= {(item.fact.cp_plan_id, "LatestCategoryOfAbuse") for item in case.of(CpCategoryChanged)}
    said |= {(item.fact.cin_plan_id, "CINPlanEndDate") for item in case.of(CinPlanEnded)}
    identifiers = set(ELEMENTS[CHILD]) if case.of(PersonRecorded) else set()
    identifiers |= {"PersonDeathDate"} if case.of(PersonDied) else set()
    if identifiers:
        parts = [item.fact.reference for item in case.of(CensusGroupImported) if item.fact.group == CHILD]
        said |= {(reference, name) for reference in parts for name in identifiers}
    return said


CLOSING = ("CINclosureDate", "ReasonForClosure")
AUTHORISING = ("AssessmentAuthorisationDate", "AssessmentFactors")
CONFERRING = ("DateOfInitialCPC", "ICPCnotRequired")
CAN_BE_WRITTEN_SINCE = {CHILD, EPISODE, ASSESSMENT, CIN_PLAN, ENQUIRY, CP_PLAN}


@table(
    "cin_census_item",
    """
    ccit_id text the row's reference
    ccit_person_id text the child
    ccit_group text the part of the return
    ccit_reference text the part's reference, the key of its row in the dataset
    ccit_parent text the episode or plan the part belongs to
    ccit_element text the element
    ccit_ordinal integer which of the elements of this name in the part, from 0
    ccit_value text what was typed
    ccit_line integer the line of the file it stood on
    ccit_why text why it is here
    """,
    shows=(CensusGroupImported,),
    indexes=("ccit_person_id",),
)
def item_rows(case: Casefile) -> Iterable[Row]:
    """What came in a census file and has no column, or does not fit the one it has."""
    since: set[tuple[str, str]] | None = None
    for item in case.of(CensusGroupImported):
        fact = item.fact
        conference = fact.group == ENQUIRY and any(
            one.element == "DateOfInitialCPC" and day(one.text.strip()) for one in fact.elements
        )
        seen: dict[str, int] = {}
        for at, typed in enumerate(fact.elements):
            name, text = typed.element, typed.text
            ordinal = seen[name] = seen.get(name, -1) + 1
            if not text.strip():
                continue
            known = has_column(fact.group, name)
            # Where a conference was held, the column says that one was needed, whatever the file says beside it.
            unlike = conference and name == "ICPCnotRequired" and text == "true"
            if known and (not ordinal or name in MANY) and fits(name, text) and not unlike:
                continue
            if fact.group in CAN_BE_WRITTEN_SINCE:
                since = _written_since(case) if since is None else since
                if (fact.reference, name) in since:
                    continue
            yield (
                f"{fact.reference}-{at:04d}",
                case.subject,
                fact.group,
                fact.reference,
                fact.parent or None,
                name,
                ordinal,
                text,
                typed.line,
                DOES_NOT_FIT if known else NO_COLUMN,
            )
