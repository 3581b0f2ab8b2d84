"""Section 47 enquiries, initial conferences, and how soon a conference followed."""

from candour.returns.cin_census.measures.journeys import Conference, Journeys, Year
from candour.returns.cin_census.measures.measure import GUIDE, TOOL, Behind, Found, Part, in_words, measure, parts_of
from candour.terms.timescales import INITIAL_CONFERENCE
from candour.terms.working_days import working_days_between

GROUP = "Enquiries and conferences"
BANDS = ((10, "0 to 10 working days"), (15, "11 to 15 working days"), (20, "16 to 20 working days"))
LONGEST = "21 working days or more"


@measure(
    "enquiries",
    group=GROUP,
    name="Section 47 enquiries started",
    noun="enquiries",
    counts="Enquiries started in the year. Those of one child that started on one day are counted once.",
    source=f"{GUIDE}, year on year check 4; {TOOL}",
    cannot_tell="Whether enquiries were started where they should have been. A child can have several in a year.",
    per_children=True,
)
def enquiries(journeys: Journeys, year: Year) -> Found:
    """Enquiries of the year, each child and day once."""
    found: dict[tuple[str, object], Behind] = {}
    again, undated = [], []
    for one in journeys.enquiries:
        told = Behind(one.person_id, one.enquiry_id, one.started_on, f"Started on {in_words(one.started_on)}")
        if one.started_on is None:
            undated.append(told)
        elif year.holds(one.started_on):
            if (one.person_id, one.started_on) in found:
                again.append(told)
            else:
                found[one.person_id, one.started_on] = told
    return Found(
        tuple(found.values()),
        left_out=parts_of(
            ("Same child and same day as one that is counted", tuple(again)),
            ("The first day cannot be read: in no year", tuple(undated)),
        ),
    )


def _behind(one: Conference, says: str = "") -> Behind:
    told = f"Conference on {in_words(one.held_on)}"
    return Behind(one.person_id, one.conference_id, one.held_on, f"{told}; {says}" if says else told)


@measure(
    "conferences",
    group=GROUP,
    name="Initial child protection conferences",
    noun="conferences",
    counts="Initial conferences held in the year, those on a move into the area among them. A child is counted each time.",
    leaves_out="Conferences called and not held; review conferences.",
    source=TOOL,
    cannot_tell="Whether children who needed a conference had one.",
    per_children=True,
)
def conferences(journeys: Journeys, year: Year) -> Found:
    """Initial conferences of the year."""
    held = [one for one in journeys.conferences if year.holds(one.held_on)]
    return Found(
        tuple(_behind(one, "on a move into the area" if one.transfer_in else "") for one in held),
        parts=parts_of(("Among them: on a move into the area", tuple(_behind(one) for one in held if one.transfer_in))),
    )


def band(days: int) -> str:
    """The band a number of working days falls in.

    >>> band(10), band(11), band(15), band(16), band(20), band(21)[:2]
    ('0 to 10 working days', '11 to 15 working days', '11 to 15 working days', '16 to 20 working days', \
'16 to 20 working days', '21')
    """
    return next((name for most, name in BANDS if days <= most), LONGEST)


@measure(
    "conferences-15-days",
    group=GROUP,
    name="Conferences within 15 working days of the strategy discussion",
    noun="conferences",
    counts="Initial conferences held in the year no later than the 15th working day after the strategy discussion that "
    "started the enquiry.",
    out_of="all initial conferences held in the year that followed an enquiry",
    leaves_out="Conferences on a move into the area, which have no enquiry; those where the day the enquiry started is not "
    "on the record, or lies after the conference. They are shown beneath, and in neither number.",
    clock="Working days: the strategy discussion that started the enquiry is day 0, not a later one and not the day the "
    "enquiry ended; the 15th is still in time.",
    source=f"{INITIAL_CONFERENCE.source}; {GUIDE}, 4.8 and 4.12; {TOOL}",
    cannot_tell="Whether the conference had what it needed. A later conference can be the better one: the reasons are on "
    "the child's file.",
)
def conferences_in_time(journeys: Journeys, year: Year) -> Found:
    """Conferences by the working days since the enquiry started."""
    bands: dict[str, list[Behind]] = {name: [] for name in (*(name for _, name in BANDS), LONGEST)}
    in_time, every, untimed, moved = [], [], [], []
    for one in journeys.conferences:
        if one.held_on is None or not year.holds(one.held_on):
            continue
        enquiry = journeys.enquiry.get(one.enquiry_id)
        start = enquiry.started_on if enquiry else None
        if one.transfer_in:
            moved.append(_behind(one, "on a move into the area"))
        elif start is None or start > one.held_on:
            untimed.append(_behind(one, f"the enquiry started on {in_words(start)}"))
        else:
            days = working_days_between(start, one.held_on)
            told = _behind(one, f"the enquiry started on {in_words(start)}: {days} working days")
            every.append(told)
            bands[band(days)].append(told)
            if days <= INITIAL_CONFERENCE.amount:
                in_time.append(told)
    return Found(
        tuple(in_time),
        tuple(every),
        parts=tuple(Part(name, tuple(some)) for name, some in bands.items()),
        left_out=parts_of(("On a move into the area", tuple(moved)), ("Cannot be timed", tuple(untimed))),
    )
