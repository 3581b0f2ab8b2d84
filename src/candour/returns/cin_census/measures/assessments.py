"""Assessments: authorised within 45 working days, by two clocks; and the factors found."""

from collections.abc import Callable
from datetime import date

from candour.returns.cin_census.measures.journeys import Assessment, Journeys, Year
from candour.returns.cin_census.measures.measure import GUIDE, TOOL, Behind, Found, Part, in_words, measure, parts_of
from candour.terms.assessment_factors import ASSESSMENT_FACTORS, NO_FACTORS
from candour.terms.timescales import ASSESSMENT, due
from candour.terms.working_days import working_days_between

GROUP = "Assessments"
AUTHORISED = "all assessments authorised in the year"
UNTIMED = "Assessments where the first day is not on the record, or lies after the last: shown beneath, and in neither number."
DAY_0 = "is day 0, weekends and England's bank holidays do not count, and the 45th is still in time."


def _timed(journeys: Journeys, year: Year, since: str, starts: Callable[[Assessment], date | None]) -> Found:
    """Assessments authorised in the year, by whether the 45th working day after a start had passed."""
    in_time, every, untimed = [], [], []
    for one in journeys.assessments:
        if not year.holds(one.authorised_on):
            continue
        start, end = starts(one), one.authorised_on
        assert end is not None
        timed = start is not None and start <= end
        days = f": {working_days_between(start, end)} working days" if start and timed else ""
        says = f"{since} on {in_words(start)}, authorised on {in_words(end)}{days}"
        told = Behind(one.person_id, one.assessment_id, end, says)
        if start is None or not timed:
            untimed.append(told)
            continue
        every.append(told)
        if end <= due(ASSESSMENT, start):
            in_time.append(told)
    return Found(tuple(in_time), tuple(every), left_out=parts_of(("Cannot be timed", tuple(untimed))))


@measure(
    "assessments-45-days-from-referral",
    group=GROUP,
    name="Assessments authorised within 45 working days of the referral",
    noun="assessments",
    counts="Assessments authorised in the year no later than the 45th working day after the referral.",
    out_of=AUTHORISED,
    leaves_out=UNTIMED,
    clock=f"Working days: the referral {DAY_0}",
    source=f"{ASSESSMENT.source}, whose clock this is; {GUIDE}",
    cannot_tell="Whether the assessment was any good, or the child was seen. A second assessment in a long case is late by "
    "this clock from its first day. The share the department publishes seems to run from the start of the assessment.",
)
def from_referral(journeys: Journeys, year: Year) -> Found:
    """Assessments in time by the clock of the guidance."""

    def referred(one: Assessment) -> date | None:
        referral = journeys.referral.get(one.referral_id)
        return referral.referred_on if referral else None

    return _timed(journeys, year, "Referred", referred)


@measure(
    "assessments-45-days-from-start",
    group=GROUP,
    name="Assessments authorised within 45 working days of their own start",
    noun="assessments",
    counts="Assessments authorised in the year no later than the 45th working day after they were begun.",
    out_of=AUTHORISED,
    leaves_out=UNTIMED,
    clock=f"Working days: the start of the assessment {DAY_0}",
    source=f"{TOOL}. That the published share runs by this clock is our reading: its first band is those begun and "
    "finished on one day. No definition was seen",
    cannot_tell="How long the child waited before the assessment was begun. Whether the assessment was any good.",
)
def from_start(journeys: Journeys, year: Year) -> Found:
    """Assessments in time by the clock the published figures seem to use."""
    return _timed(journeys, year, "Begun", lambda one: one.started_on)


@measure(
    "factors",
    group=GROUP,
    name="Factors found at assessment",
    noun="episodes",
    counts="Episodes with an assessment authorised in the year that found at least one factor; beneath, each factor, once "
    "for an episode however many of its assessments found it.",
    leaves_out="“No factors” (21); assessments not yet authorised.",
    source="DfE's children's social care outcomes and enablers dashboard, its published code",
    cannot_tell="How serious a factor was, or whether it was looked for. Several can be found in one episode, so they add up "
    "to more than the episodes.",
)
def factors(journeys: Journeys, year: Year) -> Found:
    """Each factor found in the year, once for an episode."""
    episodes: dict[str, Behind] = {}
    found: dict[str, dict[str, Behind]] = {}
    for one in journeys.assessments:
        if not year.holds(one.authorised_on):
            continue
        says = f"Found by the assessment authorised on {in_words(one.authorised_on)}"
        # An assessment whose episode is not on the record stands for itself.
        episode = one.referral_id or one.assessment_id
        for code in dict.fromkeys(one.factors):
            if code == NO_FACTORS:
                continue
            told = episodes.setdefault(episode, Behind(one.person_id, episode, one.authorised_on, says))
            found.setdefault(code, {})[episode] = told
    order = {code: at for at, code in enumerate(ASSESSMENT_FACTORS.codes)}
    return Found(
        tuple(episodes.values()),
        parts=tuple(
            Part(f"{ASSESSMENT_FACTORS.label(code)} ({code})", tuple(found[code].values()))
            for code in sorted(found, key=lambda code: (order.get(code, len(order)), code))
        ),
    )
