"""One child as the return of a year has them: what is left out, what is worked out, and what is written in the end.

The census file and the checks are both made from this, so that what is checked is exactly what would be sent.
"""

from dataclasses import dataclass

from candour.returns.cin_census.report import ExportReport, Listed
from candour.returns.cin_census.scope import episode_out, is_nfa, part_out, reviews_out
from candour.returns.cin_census.writing import CANNOT_BE_WRITTEN, Written
from candour.ssd.cin_census_parts import ChildsParts, Elements, Part
from candour.ssd.cin_census_year import Difference, as_returned
from candour.terms.cin_census import (
    CP_PLAN,
    LONGER_NUMBER_LENGTH,
    LONGER_NUMBERS_SINCE,
    MAIN_DATE,
    NUMBER_LENGTH,
)
from candour.terms.england_year import CensusYear

NO_NUMBER = (
    "the child has no number on the record: one was made from the record's own reference; give the child a number"
)


@dataclass(frozen=True)
class Fitted:
    """A child as a year's return has them: their own elements, and their episodes with everything inside."""

    person_id: str
    identifiers: Elements
    episodes: tuple[Written, ...]
    why: Elements = ()  # of the child's own elements that differ from the record, why they do


def fitted(one: ChildsParts, year: CensusYear, report: ExportReport) -> Fitted | None:
    """One child, fitted to the year; None if no episode of theirs is in it. What differs goes to the report."""
    episodes = []
    for episode in one.episodes:
        if why := episode_out(episode, year):
            report.left_out[why] += 1
        else:
            episodes.append(episode)
    if not episodes:
        return None
    elements, differences = as_returned(one.identifiers, year, only_nfa=all(is_nfa(each) for each in episodes))
    elements, differences = _numbered(one, elements, differences, year)
    number = next(text for name, text in elements if name == "LAchildID").strip()
    telling = _Telling(number, year, report)
    telling.tell("ChildIdentifiers", elements, differences)
    report.counts["Child"] += 1
    for part in one.astray:
        telling.out(part, "belongs to no episode on the record: say which referral it follows")
    return Fitted(one.person_id, elements, tuple(telling.episode(each) for each in episodes), _why(differences))


def _numbered(
    one: ChildsParts, elements: Elements, differences: tuple[Difference, ...], year: CensusYear
) -> tuple[Elements, tuple[Difference, ...]]:
    longest = LONGER_NUMBER_LENGTH if year.ends_in >= LONGER_NUMBERS_SINCE else NUMBER_LENGTH
    number = next((text.strip() for name, text in elements if name == "LAchildID"), "")
    if not number:
        made = one.person_id[:longest]
        return (("LAchildID", made), *elements), (*differences, Difference("LAchildID", "", made, NO_NUMBER))
    if len(number) > longest:
        why = f"the return of that year takes numbers of up to {longest} characters: the whole number is written"
        return elements, (*differences, Difference("LAchildID", number, number, why))
    return elements, differences


def _why(differences: tuple[Difference, ...]) -> Elements:
    return tuple((one.element, one.why) for one in differences)


class _Telling:
    """Fits one child's parts to the year, counting what is written and listing what differs."""

    def __init__(self, number: str, year: CensusYear, report: ExportReport) -> None:
        self.number, self.year, self.report = number, year, report

    def tell(self, part: str, elements: Elements, differences: tuple[Difference, ...]) -> None:
        listed = self.report.differences
        listed += [Listed(self.number, part, d.element, d.on_record, d.written, d.why) for d in differences]
        for name, text in elements:
            if CANNOT_BE_WRITTEN.search(text):
                kept = CANNOT_BE_WRITTEN.sub("", text)
                listed.append(Listed(self.number, part, name, text, kept, "holds characters that XML cannot hold"))

    def out(self, part: Part, why: str) -> None:
        name = MAIN_DATE[part.group]
        when = part.text(name)
        self.report.differences.append(Listed(self.number, part.group, name, when, "", why))

    def episode(self, part: Part) -> Written:
        inside = []
        for one in part.parts:
            nfa = "a referral that ended with no further action is returned with nothing else" if is_nfa(part) else ""
            if why := nfa or part_out(one, self.year):
                self.out(one, why)
            elif (made := self.part(one)).elements or made.parts:
                inside.append(self.counted(made))
        return self.counted(self.part(part, tuple(inside)))

    def counted(self, made: Written) -> Written:
        self.report.counts[made.group] += 1
        return made

    def part(self, part: Part, inside: tuple[Written, ...] = ()) -> Written:
        elements, differences = as_returned(part, self.year)
        if part.group == CP_PLAN:
            inside = self.reviews(part)
        when = part.text(MAIN_DATE[part.group])
        self.tell(f"{part.group} {when}".strip(), elements, differences)
        return Written(part.group, elements, inside, part.reference, _why(differences))

    def reviews(self, plan: Part) -> tuple[Written, ...]:
        left, kept = reviews_out(plan, self.year), []
        for review in plan.parts:
            if why := left.get(review.reference):
                self.out(review, why)
            elif (made := self.part(review)).elements:
                kept.append(self.counted(made))
        return tuple(kept)
