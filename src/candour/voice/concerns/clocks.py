"""How long each level has to read a concern and to answer it. There is no pause.

What is due on a day is due at five o'clock in the afternoon in England. The first two levels share one allowance. The days
add up to 20 working days where one child is concerned, as the statutory guidance for reviewing officers has it in all.
"""

from datetime import date, datetime, time, timedelta

from candour.terms.working_days import LONDON, london_day, working_days_after

MATTERS = {
    "immediate": "A child is at risk now",
    "standard": "A child, or a decision about a child",
    "practice": "How we work, or the system",
    "compliment": "A compliment",
}
CLOSE = time(17)
WORKING_DAYS = {"standard": {1: 3, 2: 3, 3: 5, 4: 5, 5: 7}, "practice": {1: 5, 2: 5, 3: 10, 4: 10, 5: 15}}
READ_WITHIN_HOURS, ANSWER_WITHIN_HOURS = 2, 4
SEEN_OUTSIDE = {"standard": 20, "practice": 40}  # working days; a risk to a child now: from the fourth level on
OUTSIDE_LEVEL = 4
RAISERS_DAYS = 10  # working days: to say something to an answer, or to undo what one did oneself
CONTACT_MONTHS = (3, 6, 12)


def at_close(day: date) -> datetime:
    """Five o'clock in the afternoon of a day."""
    return datetime.combine(day, CLOSE, LONDON)


def working_days_from(since: datetime, count: int) -> datetime:
    """Five o'clock on the count-th working day after a moment.

    >>> from datetime import UTC
    >>> str(working_days_from(datetime(2026, 4, 2, 9, tzinfo=UTC), 1))  # the Thursday before Easter
    '2026-04-07 17:00:00+01:00'
    """
    return at_close(working_days_after(london_day(since), count))


def read_due(matter: str, since: datetime) -> datetime:
    """By when whoever holds it since then must have read it."""
    if matter == "immediate":
        return since + timedelta(hours=READ_WITHIN_HOURS)
    return working_days_from(since, 1)


def answer_due(matter: str, level: int, since: datetime) -> datetime | None:
    """By when a level must have answered what it holds since then; None where no clock runs: at the top, or of thanks.

    Where a child is at risk now: the same day, and never less than four hours; the third level four hours; then the
    next day, whatever day of the week it is.
    """
    if level >= 6 or matter == "compliment":
        return None
    if matter != "immediate":
        return working_days_from(since, WORKING_DAYS[matter][level])
    in_hours = since + timedelta(hours=ANSWER_WITHIN_HOURS)
    if level == 3:
        return in_hours
    day = london_day(since)
    return max(at_close(day), in_hours) if level < 3 else at_close(day + timedelta(days=1))


def seen_outside_on(matter: str, raised: datetime) -> date | None:
    """From which day the scrutineer sees a concern's title, level and age, whoever holds it; None where no day is set."""
    return working_days_after(london_day(raised), SEEN_OUTSIDE[matter]) if matter in SEEN_OUTSIDE else None
