"""Referrals: how many, how many again within a year, and how many went no further."""

from bisect import bisect_left

from candour.returns.cin_census.measures.journeys import Journeys, Referral, Year
from candour.returns.cin_census.measures.measure import GUIDE, TOOL, Behind, Found, in_words, measure, parts_of
from candour.terms.working_days import months_after

GROUP = "Referrals"
REFERRALS = "all referrals received in the year, whatever followed"


def _behind(one: Referral, says: str = "") -> Behind:
    told = f"Referred on {in_words(one.referred_on)}"
    return Behind(one.person_id, one.referral_id, one.referred_on, f"{told}; {says}" if says else told)


def _received(journeys: Journeys, year: Year) -> tuple[Referral, ...]:
    return tuple(one for one in journeys.referrals if year.holds(one.referred_on))


@measure(
    "referrals",
    group=GROUP,
    name="Referrals",
    noun="referrals",
    counts="Every referral received in the year. A child referred twice is counted twice.",
    leaves_out="Contacts that did not become referrals; news of a child whose case is already open.",
    source=f"{GUIDE}, year on year check 2; {TOOL}",
    cannot_tell="Whether more children need help, or more are noticed, or the front door calls more contacts referrals.",
    per_children=True,
)
def referrals(journeys: Journeys, year: Year) -> Found:
    """Every referral of the year."""
    undated = tuple(_behind(one) for one in journeys.referrals if one.referred_on is None)
    return Found(
        tuple(_behind(one) for one in _received(journeys, year)),
        left_out=parts_of(("The day of referral cannot be read: in no year", undated)),
    )


@measure(
    "re-referrals",
    group=GROUP,
    name="Referrals within 12 months of an earlier referral",
    noun="referrals",
    counts="Referrals of the year where the same child had been referred to this authority in the 12 months before, "
    "whatever came of the earlier referral and whichever year it fell in.",
    out_of=REFERRALS,
    leaves_out="An earlier referral on the same day; referrals to other authorities.",
    clock="Calendar: the earlier referral is day 0, and the last day is the same date a year later (28 February where "
    "there is no such date). It is not known whether the department counts months or 365 days.",
    source=f"{TOOL}; the window is our reading",
    cannot_tell="Whether the earlier referral was answered well: families also come back because they were helped. An "
    "earlier referral that is not on this record cannot be seen, nor one under another child number.",
)
def re_referrals(journeys: Journeys, year: Year) -> Found:
    """Referrals with an earlier one of the same child in the year before."""
    again, every = [], []
    for one in _received(journeys, year):
        day = one.referred_on
        assert day is not None
        days = journeys.referral_days[one.person_id]
        before = bisect_left(days, day)
        last = days[before - 1] if before else None
        told = _behind(one, f"the referral before was on {in_words(last)}" if last else "the first on this record")
        every.append(told)
        # The latest earlier referral decides: any other lies further back.
        if last and day <= months_after(last, 12):
            again.append(told)
    return Found(tuple(again), tuple(every))


@measure(
    "referrals-no-further-action",
    group=GROUP,
    name="Referrals with no further action",
    noun="referrals",
    counts="Referrals of the year that ended with a decision to take no further action.",
    out_of=REFERRALS,
    leaves_out="Referrals nobody has decided yet are below the line only.",
    source=TOOL,
    cannot_tell="Whether the decision was right. Authorities draw this line in very different places, so read it together "
    "with the children assessed and found not in need.",
)
def no_further_action(journeys: Journeys, year: Year) -> Found:
    """Referrals with no further action."""
    every = {one.referral_id: _behind(one, _response(one)) for one in _received(journeys, year)}
    undecided = tuple(every[one.referral_id] for one in _received(journeys, year) if one.nfa is None)
    return Found(
        tuple(every[one.referral_id] for one in _received(journeys, year) if one.nfa),
        tuple(every.values()),
        parts=parts_of(("Of all: not decided yet", undecided)),
    )


def _response(one: Referral) -> str:
    return "not decided yet" if one.nfa is None else "no further action" if one.nfa else "taken further"


@measure(
    "assessed-not-in-need",
    group=GROUP,
    name="Assessed and found not in need",
    noun="referrals",
    counts="Referrals of the year that were taken further, had an assessment and nothing more, and were closed by the end "
    "of the year as needing nothing further (RC8) or passed to early help (RC9).",
    out_of=REFERRALS,
    leaves_out="Referrals with an enquiry, a conference or a plan, whatever reason they were closed with; those closed "
    "after the year ended, which the return leaves blank.",
    source=TOOL,
    cannot_tell="Whether the child needed something that could not be had. Referrals late in the year that are closed "
    "after it are counted in no year.",
)
def assessed_not_in_need(journeys: Journeys, year: Year) -> Found:
    """Referrals assessed and closed as not in need, with nothing else."""
    found, since, every = [], [], []
    for one in _received(journeys, year):
        told = _behind(one, f"closed {one.close_reason} on {in_words(one.closed_on)}" if one.closed_on else "")
        every.append(told)
        only_assessed = journeys.assessed.get(one.referral_id) and one.referral_id not in journeys.protected_or_planned
        if one.nfa or not one.not_in_need or not only_assessed:
            continue
        if year.over(one.closed_on):
            found.append(told)
        elif one.closed_on:
            since.append(told)
    return Found(
        tuple(found), tuple(every), parts=parts_of(("Of the others: closed in the same way since", tuple(since)))
    )
