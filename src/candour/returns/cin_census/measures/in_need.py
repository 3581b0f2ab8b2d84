"""Children in need on the last day of the year, and how long work lasted where it stopped in the year."""

from datetime import date

from candour.returns.cin_census.measures.journeys import Journeys, Referral, Year
from candour.returns.cin_census.measures.measure import GUIDE, TOOL, Behind, Found, Part, in_words, measure, parts_of
from candour.terms.working_days import months_after

GROUP = "Children in need"
BANDS = ((3, "under 3 months"), (6, "3 months to under 6"), (12, "6 months to under 1 year"), (24, "1 year to under 2"))
LONGEST = "2 years or more"
SINCE = "Among them: closed since as not in need (RC8 or RC9)"


@measure(
    "in-need",
    group=GROUP,
    name="Children in need on 31 March",
    noun="children",
    counts="Children with a case open at the end of 31 March, the unborn and those over 18 among them. Each is counted once.",
    leaves_out="Referrals with no further action; cases closed on 31 March or before, RC8 and RC9 like any other.",
    source=f"{GUIDE}, 1.2; {TOOL}",
    cannot_tell="Who is about to be found not in need: a case closed with RC8 or RC9 after 31 March was open then, and the "
    "return counts it. How many have been closed so since is given beneath.",
    at_the_end=True,
    per_children=True,
)
def in_need(journeys: Journeys, year: Year) -> Found:
    """Children with an open case at the end of the year."""
    found: dict[str, Behind] = {}
    since: dict[str, bool] = {}
    unread = []
    for one in sorted(journeys.referrals, key=lambda one: (one.referred_on or date.min, one.referral_id)):
        if one.nfa or not year.began(one.referred_on):
            continue
        told = Behind(one.person_id, one.referral_id, one.referred_on, f"Open since {in_words(one.referred_on)}")
        if one.closed_on_no_day:
            unread.append(told)
        elif not year.over(one.closed_on):
            found[one.person_id] = told
            since[one.person_id] = one.not_in_need
    return Found(
        tuple(found.values()),
        parts=parts_of((SINCE, tuple(told for person_id, told in found.items() if since[person_id]))),
        left_out=parts_of(("Closed on a day that cannot be read: taken as closed", tuple(unread))),
    )


def band(one: Referral) -> str:
    """How long a closed episode lasted, by the calendar.

    >>> band(Referral("r", "p", date(2025, 1, 31), False, date(2025, 4, 30)))
    '3 months to under 6'
    """
    assert one.referred_on and one.closed_on
    return next((name for months, name in BANDS if one.closed_on < months_after(one.referred_on, months)), LONGEST)


@measure(
    "episode-length",
    group=GROUP,
    name="Episodes of need closed in the year, by length",
    noun="episodes",
    counts="Episodes closed in the year, each in the band of its length.",
    leaves_out="Referrals with no further action. Those closed as not in need (RC8, RC9) are in, and given beneath.",
    clock="Calendar, from the referral to the closure: the day three months on begins the second band. The department's "
    "own counting of days is not known.",
    source=f"{TOOL}; the edges of the bands are our reading",
    cannot_tell="How long children now in need have been so: those still open are the long ones. Why work stopped.",
)
def episode_length(journeys: Journeys, year: Year) -> Found:
    """Episodes closed in the year, in bands of length."""
    bands: dict[str, list[Behind]] = {name: [] for name in (*(name for _, name in BANDS), LONGEST)}
    not_in_need, unread, found = [], [], []
    for one in journeys.referrals:
        if one.nfa or not (year.holds(one.closed_on) or (one.closed_on_no_day and year.began(one.referred_on))):
            continue
        says = f"Referred on {in_words(one.referred_on)}, closed {one.close_reason or 'with no reason given'} on {in_words(one.closed_on)}"
        told = Behind(one.person_id, one.referral_id, one.closed_on, says)
        if one.closed_on is None or one.referred_on is None or one.closed_on < one.referred_on:
            unread.append(told)
            continue
        found.append(told)
        bands[band(one)].append(told)
        if one.not_in_need:
            not_in_need.append(told)
    return Found(
        tuple(found),
        parts=(
            *(Part(name, tuple(some)) for name, some in bands.items()),
            *parts_of(("Among them all: closed as not in need (RC8 or RC9)", tuple(not_in_need))),
        ),
        left_out=parts_of(("A day cannot be read, or closed before it was referred", tuple(unread))),
    )
