"""What of a part belongs in the return of one year: nothing that happened after it, and every question answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from candour.record.casefile.census import TRUE, day
from candour.record.casefile.person import SEX_FROM_GENDER
from candour.ssd.cin_census_parts import Elements, Part
from candour.terms.cin_census import ASSESSMENT, CHILD, CIN_PLAN, CP_PLAN, ELEMENTS, ENQUIRY, EPISODE, SINCE
from candour.terms.england_year import CensusYear
from candour.terms.gender_current import GENDER_CURRENT

GENDER_FROM_SEX = {"M": "1", "F": "2", "U": "0"}
SCHOOL_AGE = 5
AFTER_THE_YEAR = "happened after the year ended: left blank"
KEPT_WITH_NFA = ("CINreferralDate", "ReferralSource", "ReferralNFA")
ENDS: Mapping[str, tuple[str, ...]] = {
    CHILD: ("PersonDeathDate",),
    EPISODE: ("CINclosureDate", "DateOfInitialCPC"),
    ASSESSMENT: ("AssessmentAuthorisationDate",),
    CIN_PLAN: ("CINPlanEndDate",),
    ENQUIRY: ("DateOfInitialCPC",),
    CP_PLAN: ("CPPendDate",),
}
GOES_WITH = {"CINclosureDate": "ReasonForClosure", "AssessmentAuthorisationDate": "AssessmentFactors"}


@dataclass(frozen=True)
class Difference:
    """One way in which what is written differs from what is on the record. An empty value stands for nothing."""

    element: str
    on_record: str
    written: str
    why: str


class _Changing:
    """A part's elements while they are fitted to a year, with each change and its reason."""

    def __init__(self, group: str, elements: Elements) -> None:
        self.group, self.elements = group, [(name, text) for name, text in elements if text.strip()]
        self.differences: list[Difference] = []

    def text(self, element: str) -> str:
        return next((text.strip() for name, text in self.elements if name == element), "")

    def leave_out(self, element: str, why: str) -> None:
        for name, text in self.elements:
            if name == element:
                self.differences.append(Difference(name, text, "", why))
        self.elements = [(name, text) for name, text in self.elements if name != element]

    def write(self, element: str, value: str, why: str) -> None:
        """Write a value in place of what the record has, if it differs."""
        old = self.text(element)
        if old != value:
            self.elements = [(name, text) for name, text in self.elements if name != element]
            self.elements.append((element, value))
            self.differences.append(Difference(element, old, value, why))

    def finished(self) -> tuple[Elements, tuple[Difference, ...]]:
        order = {name: at for at, name in enumerate(ELEMENTS[self.group])}
        return tuple(sorted(self.elements, key=lambda pair: order[pair[0]])), tuple(self.differences)


def as_returned(part: Part, year: CensusYear, *, only_nfa: bool = False) -> tuple[Elements, tuple[Difference, ...]]:
    """A part's own elements as the return of a year has them, and how they differ from the record.

    `only_nfa` says that every referral of the child in this return ended with no further action.
    """
    left = _Changing(part.group, part.elements)
    known = ELEMENTS[part.group]
    for name in dict.fromkeys(name for name, _ in left.elements):
        if name not in known:
            left.leave_out(name, "stray text" if name == "#text" else "the census has no such element")
    for name in ENDS.get(part.group, ()):
        if (on := day(left.text(name))) and on > year.end:
            left.leave_out(name, AFTER_THE_YEAR)
            if name in GOES_WITH:
                left.leave_out(GOES_WITH[name], AFTER_THE_YEAR)
    if part.group == CHILD:
        _identify(left, year, only_nfa=only_nfa)
    elif part.group == EPISODE:
        _answer_nfa(left, year)
    elif part.group == ENQUIRY:
        _answer_conference(left, year, part.decided)
    return left.finished()


def _identify(left: _Changing, year: CensusYear, *, only_nfa: bool) -> None:
    born = day(left.text("PersonBirthDate"))
    if born and born > year.end and left.text("ExpectedPersonBirthDate"):
        left.leave_out("PersonBirthDate", "born after the year ended: returned as not yet born")
    elif left.text("PersonBirthDate"):
        left.leave_out("ExpectedPersonBirthDate", "the child is born: only the date of birth is returned")
    unborn = not left.text("PersonBirthDate") and bool(left.text("ExpectedPersonBirthDate"))
    _say_sex(left, year, unborn=unborn)
    if unborn:
        left.write("Ethnicity", "NOBT", "an unborn child is returned as NOBT")
        left.leave_out("Disability", "an unborn child is returned without disabilities")
    elif not left.text("Ethnicity"):
        left.write("Ethnicity", "NOBT", "no ethnicity is on the record: returned as not yet known")
    if not left.text("UPN") and not left.text("UPNunknown"):
        left.write("UPNunknown", *_why_no_upn(left.text("PersonBirthDate"), year, only_nfa=only_nfa))


def _say_sex(left: _Changing, year: CensusYear, *, unborn: bool) -> None:
    sex, gender = left.text("Sex"), left.text("GenderCurrent")
    if year.ends_in >= SINCE["Sex"]:
        if not sex:
            left.write("Sex", SEX_FROM_GENDER.get(gender, "U"), "worked out from the gender on the record")
        left.leave_out("GenderCurrent", "since 2024-25 the return asks for sex instead")
    else:
        if len(gender) != 1:
            left.leave_out("GenderCurrent", "the return of that year has its own codes for gender")
            code = sex if sex in GENDER_CURRENT.codes else GENDER_FROM_SEX.get(sex, "0")
            left.write("GenderCurrent", code, "worked out from the sex on the record")
        left.elements = [(name, text) for name, text in left.elements if name != "Sex"]
    if unborn:
        later = year.ends_in >= SINCE["Sex"]
        left.write("Sex" if later else "GenderCurrent", "U" if later else "0", "an unborn child has none returned")


def _why_no_upn(born: str, year: CensusYear, *, only_nfa: bool) -> tuple[str, str]:
    if only_nfa:
        return "UN7", "no pupil number or reason is on the record, and every referral ended with no further action"
    birthday = day(born)
    if birthday is None or date(year.ends_in - SCHOOL_AGE, 3, 31) < birthday:
        return "UN1", "no pupil number or reason is on the record, and the child is below school age"
    return "UN6", "no pupil number or reason is on the record of a child of school age: find the number, or the reason"


def _answer_nfa(left: _Changing, year: CensusYear) -> None:
    if left.text("ReferralNFA") in TRUE:
        for name in ELEMENTS[EPISODE]:
            if name not in KEPT_WITH_NFA:
                left.leave_out(name, "a referral that ended with no further action is returned with nothing else")
    else:
        if (held := day(left.text("DateOfInitialCPC"))) and held < year.start:
            left.leave_out("DateOfInitialCPC", "the conference was held before the year began")
        if not left.text("ReferralNFA"):
            left.write("ReferralNFA", "false", "nobody has recorded a decision of no further action")


def _answer_conference(left: _Changing, year: CensusYear, decided: date | None) -> None:
    if left.text("ICPCnotRequired") in TRUE and decided and decided > year.end:
        left.write("ICPCnotRequired", "false", "decided after the year ended: at its end this was still to be decided")
    elif not left.text("ICPCnotRequired"):
        left.write("ICPCnotRequired", "false", "whether a conference is needed was still to be decided")
