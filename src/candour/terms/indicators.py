"""Signs that call for a strategy discussion, or for a social worker's own look the same day.

No national list exists and the legal test stays reasonable cause to suspect significant harm. These are
prompts drawn from published procedures: they never decide, and choosing not to act on one is itself a decision.
Codes are never reused, so an old record keeps its meaning when the words are reviewed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

CallsFor = Literal["strategy discussion", "same-day appraisal"]

_REVIEWED = date(2026, 11, 21)


@dataclass(frozen=True)
class Indicator:
    """One sign, what it calls for, where it comes from and when the wording was last reviewed."""

    code: str
    calls_for: CallsFor
    words: str
    source: str
    reviewed: date


def _discuss(code: str, words: str, source: str) -> Indicator:
    return Indicator(code, "strategy discussion", words, source, _REVIEWED)


def _appraise(code: str, words: str, source: str) -> Indicator:
    return Indicator(code, "same-day appraisal", words, source, _REVIEWED)


INDICATORS: tuple[Indicator, ...] = (
    _discuss(
        "I01",
        "The child is in police protection or under an emergency protection order",
        "Children Act 1989, section 47(1)(a)",
    ),
    _discuss(
        "I02",
        "Sexual abuse is described by the child, admitted by an adult, shown in an image or seen by a witness",
        "London child protection procedures, PG41; reporting duty in the Crime and Policing Act 2026",
    ),
    _discuss(
        "I03",
        "A child under 13 has had penetrative or other intimate sexual contact",
        "London child protection procedures, PG42",
    ),
    _discuss(
        "I04",
        "Sexual activity between a child under 16 and an adult, or involving anyone under 18 where there is "
        "unequal power, age or trust, or something given in exchange",
        "Department for Education definition of child sexual exploitation",
    ),
    _discuss(
        "I05",
        "A child under 2, or not able to move about, has a fracture, burn, head injury or unexplained injury, "
        "or is in hospital because of concern",
        "Sheffield and Sussex child protection procedures",
    ),
    _appraise(
        "I06",
        "A single bruise on a baby who is not yet moving about: urgent medical opinion and a talk between agencies, "
        "not an automatic enquiry",
        "Child Safeguarding Practice Review Panel, September 2022",
    ),
    _discuss(
        "I07",
        "An injury with no account, an unlikely, changing or late one, or the child says a carer did it",
        "West Midlands child protection procedures",
    ),
    _discuss(
        "I08",
        "Illness seems made up or brought on by a carer and harm is likely (symptoms that only puzzle doctors "
        "call for a same-day appraisal instead)",
        "Royal College of Paediatrics and Child Health, 2021",
    ),
    _discuss(
        "I09",
        "Female genital mutilation has happened (the police must also be told), or a girl, her sister or an unborn "
        "child is at risk of it",
        "Statutory guidance on female genital mutilation, 2020",
    ),
    _discuss("I10", "Forced marriage, or abuse in the name of honour", "Regional child protection procedures"),
    _discuss(
        "I11",
        "Someone in the home or in touch with the child is a registered sex offender or is known to pose a risk",
        "Kent and Medway child protection procedures",
    ),
    _discuss(
        "I12",
        "A baby is expected, and an earlier child was removed, died or was injured by someone, a brother or sister "
        "is on a plan, or someone who poses a risk is involved",
        "Sussex child protection procedures",
    ),
    _discuss(
        "I13",
        "A child has died or been seriously hurt, abuse is suspected, and other children live there",
        "Liverpool child protection procedures",
    ),
    _discuss(
        "I14",
        "An allegation against someone who works with children, with cause to suspect harm",
        "Keeping Children Safe in Education 2025",
    ),
    _discuss(
        "I15",
        "A child has harmed another child sexually: both children are to be considered",
        "West Yorkshire child protection procedures",
    ),
    _discuss(
        "I16",
        "A child on a plan or under enquiry is missing, or an expectant parent about whom there is concern is missing",
        "Sussex child protection procedures",
    ),
    _appraise(
        "I17",
        "Signs of criminal exploitation, county lines or trafficking (evidence of it calls for a strategy "
        "discussion and the national referral mechanism)",
        "Home Office guidance, 2023",
    ),
    _appraise(
        "I18",
        "Domestic abuse where a child lives; how serious is judged against the local threshold document",
        "Children in need census guide 2023-24, annex A1.2",
    ),
)

_BY_CODE = {each.code: each for each in INDICATORS}


def indicator(code: str) -> Indicator:
    """The indicator with this code; an unknown code is an error, since codes are never withdrawn."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise KeyError(f"No indicator has the code {code}") from None
