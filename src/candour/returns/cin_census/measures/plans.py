"""Child protection plans: how many, how many again, how long, and whether they were reviewed in time."""

from datetime import date

from candour.returns.cin_census.measures.journeys import CpPlan, Journeys, Year
from candour.returns.cin_census.measures.measure import GUIDE, TOOL, Behind, Found, in_words, measure, parts_of
from candour.terms.timescales import FIRST_REVIEW, LATER_REVIEW, due
from candour.terms.working_days import months_after

GROUP = "Child protection plans"
TWO_YEARS = 729  # days, the last one counted: a plan of exactly two years has 730 or 731
OTHERS = "Plans of another authority."
OPEN = "plans open at the end of 31 March"
NO_END = "Ended on a day that cannot be read: taken as ended"
LONG = "Calendar days, both the first and the last counted: 730 or more."


def _behind(one: CpPlan, on: date | None, says: str = "") -> Behind:
    told = f"Plan from {in_words(one.started_on)}"
    told += f" to {in_words(one.ended_on)}" if one.ended_on else ""
    return Behind(one.person_id, one.plan_id, on, f"{told}; {says}" if says else told)


def is_open(one: CpPlan, year: Year) -> bool:
    """Whether a plan ran at the end of the last day of the year; one that ended that day did not."""
    return year.began(one.started_on) and not year.over(one.ended_on) and not one.ended_on_no_day


def days_long(first: date, last: date) -> int:
    """How many days there are, the first and the last among them.

    >>> days_long(date(2024, 4, 1), date(2026, 3, 31))
    730
    """
    return (last - first).days + 1


@measure(
    "plans-open",
    group=GROUP,
    name="Child protection plans on 31 March",
    noun="plans",
    counts="Plans begun by 31 March and not ended by the end of that day.",
    leaves_out=OTHERS,
    source=f"{GUIDE}, year on year check 5",
    cannot_tell="Whether the children without a plan are safe.",
    at_the_end=True,
    per_children=True,
)
def plans_open(journeys: Journeys, year: Year) -> Found:
    """Plans open at the end of the year."""
    unread = [one for one in journeys.cp_plans if one.ended_on_no_day and year.began(one.started_on)]
    return Found(
        tuple(_behind(one, one.started_on) for one in journeys.cp_plans if is_open(one, year)),
        left_out=parts_of((NO_END, tuple(_behind(one, one.started_on) for one in unread))),
    )


@measure(
    "plans-starting",
    group=GROUP,
    name="Child protection plans starting",
    noun="plans",
    counts="Plans begun in the year. A child is counted each time.",
    leaves_out=OTHERS,
    source=GUIDE,
    cannot_tell="Whether a plan was begun where one was needed.",
    per_children=True,
)
def plans_starting(journeys: Journeys, year: Year) -> Found:
    """Plans begun in the year."""
    undated = tuple(_behind(one, None) for one in journeys.cp_plans if one.started_on is None)
    return Found(
        tuple(_behind(one, one.started_on) for one in journeys.cp_plans if year.holds(one.started_on)),
        left_out=parts_of(("The first day cannot be read: in no year", undated)),
    )


@measure(
    "plans-ending",
    group=GROUP,
    name="Child protection plans ending",
    noun="plans",
    counts="Plans ended in the year. A child is counted each time.",
    leaves_out=OTHERS,
    source=GUIDE,
    cannot_tell="Whether anything had changed for the child when the plan ended.",
    per_children=True,
)
def plans_ending(journeys: Journeys, year: Year) -> Found:
    """Plans ended in the year."""
    return Found(tuple(_behind(one, one.ended_on) for one in journeys.cp_plans if year.holds(one.ended_on)))


@measure(
    "second-plans",
    group=GROUP,
    name="Second or subsequent child protection plans",
    noun="plans",
    counts="Plans begun in the year for a child whom this authority had on a plan before, however long ago. Occasions are "
    "counted, not children. A plan is taken as a later one if it says so, or if the record holds an earlier one.",
    out_of="all child protection plans begun in the year",
    leaves_out="Earlier plans of other authorities: they make no plan a second one.",
    source=f"{GUIDE}, on the number of previous plans; {TOOL}",
    cannot_tell="Whether the first plan ended too soon: harm of another kind, years later, counts the same. The return sends "
    "the number the plan says; where the record holds more, it is given beneath: correct the number.",
)
def second_plans(journeys: Journeys, year: Year) -> Found:
    """Plans begun in the year after an earlier one of this authority."""
    second, every, unlike = [], [], []
    for one in journeys.cp_plans:
        if one.started_on is None or not year.holds(one.started_on):
            continue
        here = sum(start < one.started_on for start in journeys.plan_starts[one.person_id])
        stated = one.previous_plans
        said = f"says {stated} before it" if stated is not None else "does not say how many before it"
        told = _behind(one, one.started_on, f"{said}; {here} earlier on this record")
        every.append(told)
        if stated or here:
            second.append(told)
        if here and not stated:
            unlike.append(told)
    return Found(
        tuple(second),
        tuple(every),
        parts=parts_of(("Among them: the plan itself says it is the first", tuple(unlike))),
    )


def late_since(one: CpPlan, year: Year) -> date | None:
    """The first day, from the last review before the year on, by which a review was due and had not been held."""
    assert one.started_on is not None
    held = [day for day in one.reviews if one.started_on < day <= year.until]
    before = [day for day in held if day < year.start]
    wait = due(LATER_REVIEW, before[-1]) if before else due(FIRST_REVIEW, one.started_on)
    for day in held[len(before) :]:
        if day > wait:
            return wait
        wait = due(LATER_REVIEW, day)
    return wait if wait <= year.until else None


@measure(
    "plans-reviewed-in-time",
    group=GROUP,
    name="Child protection plans reviewed in time",
    noun="plans",
    counts="Plans with every review held when it was due: the first within 3 months of the plan's start, each later one "
    "within 6 months of the one before. For a plan from an earlier year, the first gap is the one since the last review "
    "before the year.",
    out_of=f"{OPEN} that had run for 3 months or longer",
    leaves_out="Plans that ended in the year; gaps that ended before the last review of the year before.",
    clock="Calendar months, from day to day: 31 December to 31 March is 3. Whether the department counts 91 and 183 days "
    "instead is not known. A review due on 31 March itself is due in the year.",
    source=f"{FIRST_REVIEW.source}; {TOOL}, which speaks of plans during the year: that only those open on 31 March are "
    "counted is our reading",
    cannot_tell="What a review changed for the child. A review put off for a good reason is late here too.",
    at_the_end=True,
)
def reviewed_in_time(journeys: Journeys, year: Year) -> Found:
    """Open plans whose reviews were all held in time."""
    in_time, every = [], []
    for one in journeys.cp_plans:
        if one.started_on is None or not is_open(one, year) or months_after(one.started_on, 3) > year.until:
            continue
        late = late_since(one, year)
        held = [in_words(day) for day in one.reviews if day <= year.until]
        says = f"reviewed on {', '.join(held)}" if held else "no review"
        says += f"; one was due by {in_words(late)}" if late else ""
        told = _behind(one, one.started_on, says)
        every.append(told)
        if late is None:
            in_time.append(told)
    return Found(tuple(in_time), tuple(every))


@measure(
    "plans-two-years-ending",
    group=GROUP,
    name="Plans that had lasted 2 years or more when they ended",
    noun="plans",
    counts="Plans ended in the year after more than 729 days, the last day counted.",
    out_of="all child protection plans ended in the year",
    leaves_out="Plans whose first day is not on the record, or lies after the last.",
    clock=LONG,
    source=f"{TOOL}; this is the headline version",
    cannot_tell="Whether a long plan is drift or care. This falls when long plans are left open: see those open, beneath.",
)
def two_years_ending(journeys: Journeys, year: Year) -> Found:
    """Plans that ended in the year after two years or more."""
    long, every, untimed = [], [], []
    for one in journeys.cp_plans:
        if one.ended_on is None or not year.holds(one.ended_on):
            continue
        if one.started_on is None or one.started_on > one.ended_on:
            untimed.append(_behind(one, one.ended_on))
            continue
        days = days_long(one.started_on, one.ended_on)
        told = _behind(one, one.ended_on, f"{days:,} days")
        every.append(told)
        if days > TWO_YEARS:
            long.append(told)
    return Found(tuple(long), tuple(every), left_out=parts_of(("Cannot be timed", tuple(untimed))))


@measure(
    "plans-two-years-open",
    group=GROUP,
    name="Plans open on 31 March that had lasted 2 years or more",
    noun="plans",
    counts="Plans open at the end of 31 March that had then lasted more than 729 days, that day counted.",
    out_of=f"all {OPEN}",
    leaves_out=OTHERS,
    clock=LONG,
    source=f"{TOOL}; that the last day counts, as it does for plans that ended, is our reading",
    cannot_tell="Whether a long plan is drift or care.",
    at_the_end=True,
)
def two_years_open(journeys: Journeys, year: Year) -> Found:
    """Plans open at the end of the year for two years or more."""
    long, every = [], []
    for one in journeys.cp_plans:
        if one.started_on is None or not is_open(one, year):
            continue
        days = days_long(one.started_on, year.until)
        told = _behind(one, one.started_on, f"{days:,} days")
        every.append(told)
        if days > TWO_YEARS:
            long.append(told)
    return Found(tuple(long), tuple(every))
