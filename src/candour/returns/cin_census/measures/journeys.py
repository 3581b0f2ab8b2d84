"""What the measures read of each child: referrals, assessments, enquiries, conferences, plans and reviews."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from candour.terms.england_year import CensusYear

NOT_IN_NEED = ("RC8", "RC9")


@dataclass(frozen=True)
class Referral:
    """One referral and the episode of need it began, if it did. `nfa` is None while nobody has decided."""

    referral_id: str
    person_id: str
    referred_on: date | None
    nfa: bool | None = None
    closed_on: date | None = None
    close_reason: str = ""

    @property
    def not_in_need(self) -> bool:
        """Whether it was closed as assessed and not in need."""
        return self.close_reason in NOT_IN_NEED

    @property
    def closed_on_no_day(self) -> bool:
        """Whether work stopped, on a day that the record cannot tell."""
        return self.closed_on is None and bool(self.close_reason)


@dataclass(frozen=True)
class Assessment:
    """One assessment, with the factors found."""

    assessment_id: str
    person_id: str
    referral_id: str
    started_on: date | None
    authorised_on: date | None
    factors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Enquiry:
    """One section 47 enquiry. It starts on the day of the strategy discussion that started it."""

    enquiry_id: str
    person_id: str
    referral_id: str
    started_on: date | None


@dataclass(frozen=True)
class Conference:
    """One initial conference that was held."""

    conference_id: str
    person_id: str
    referral_id: str
    enquiry_id: str
    held_on: date | None
    transfer_in: bool = False


@dataclass(frozen=True)
class CinPlan:
    """One child in need plan."""

    plan_id: str
    person_id: str
    referral_id: str
    started_on: date | None
    ended_on: date | None = None


@dataclass(frozen=True)
class CpPlan:
    """One child protection plan of this authority; `reviews` are the days of its review conferences."""

    plan_id: str
    person_id: str
    referral_id: str
    started_on: date | None
    ended_on: date | None = None
    previous_plans: int | None = None
    reviews: tuple[date, ...] = ()
    ended_on_no_day: bool = False


@dataclass(frozen=True)
class Year:
    """A census year as far as it has gone: `until` is its last day, or today while it runs."""

    census: CensusYear
    until: date

    @cached_property
    def start(self) -> date:
        return self.census.start

    @property
    def label(self) -> str:
        return self.census.label

    @property
    def is_over(self) -> bool:
        return self.until >= self.census.end

    def holds(self, day: date | None) -> bool:
        """Whether something happened in the year, as far as it has gone."""
        return day is not None and self.start <= day <= self.until

    def began(self, day: date | None) -> bool:
        """Whether something had begun by the last day."""
        return day is not None and day <= self.until

    def over(self, day: date | None) -> bool:
        """Whether something had ended by the last day; what ends on that day is not open at its end."""
        return day is not None and day <= self.until


def year_up_to(census: CensusYear, today: date) -> Year:
    """A census year, no further than today."""
    return Year(census, min(census.end, today))


@dataclass(frozen=True)
class Journeys:
    """All that the measures read, of every child on the record. Another authority's plans are not among them."""

    referrals: tuple[Referral, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    conferences: tuple[Conference, ...] = ()
    cin_plans: tuple[CinPlan, ...] = ()
    cp_plans: tuple[CpPlan, ...] = ()

    @cached_property
    def referral(self) -> Mapping[str, Referral]:
        """Each referral by its reference."""
        return {one.referral_id: one for one in self.referrals}

    @cached_property
    def enquiry(self) -> Mapping[str, Enquiry]:
        """Each enquiry by its reference."""
        return {one.enquiry_id: one for one in self.enquiries}

    @cached_property
    def referral_days(self) -> Mapping[str, tuple[date, ...]]:
        """The days on which each child was referred, in order."""
        found: dict[str, list[date]] = defaultdict(list)
        for one in self.referrals:
            if one.referred_on:
                found[one.person_id].append(one.referred_on)
        return {person_id: tuple(sorted(days)) for person_id, days in found.items()}

    @cached_property
    def plan_starts(self) -> Mapping[str, tuple[date, ...]]:
        """The days on which each child's child protection plans began, in order."""
        found: dict[str, list[date]] = defaultdict(list)
        for one in self.cp_plans:
            if one.started_on:
                found[one.person_id].append(one.started_on)
        return {person_id: tuple(sorted(days)) for person_id, days in found.items()}

    @cached_property
    def assessed(self) -> Mapping[str, tuple[Assessment, ...]]:
        """The assessments of each episode."""
        found: dict[str, list[Assessment]] = defaultdict(list)
        for one in self.assessments:
            found[one.referral_id].append(one)
        return {referral_id: tuple(some) for referral_id, some in found.items()}

    @cached_property
    def protected_or_planned(self) -> frozenset[str]:
        """The episodes with an enquiry, a conference or a plan."""
        parts: tuple[Enquiry | Conference | CinPlan | CpPlan, ...]
        parts = (*self.enquiries, *self.conferences, *self.cin_plans, *self.cp_plans)
        return frozenset(one.referral_id for one in parts)

    @property
    def first_day(self) -> date | None:
        """The day of the earliest referral on the record."""
        return min((one.referred_on for one in self.referrals if one.referred_on), default=None)
