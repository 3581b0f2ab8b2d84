"""Who the child is, why we came, where they live, who is around them, and how often they were seen."""

from candour.documents.knowing import Knowing, block, spelt
from candour.record.casefile.answers import earlier_closures
from candour.record.casefile.episodes import contacts, episodes
from candour.record.casefile.person import addresses, person, relationships
from candour.record.casefile.plans import cin_plans, cp_plans, visits
from candour.record.entries.decision import DecisionMade
from candour.record.entries.written_work import Line
from candour.terms.category_of_abuse import CATEGORY_OF_ABUSE
from candour.terms.disability import DISABILITY
from candour.terms.referral_source import REFERRAL_SOURCE

PRIVATE_SOURCES = ("1A", "1B", "1C", "1D", "9", "10")  # somebody's own name stands behind these


@block
def referral(of: Knowing) -> list[Line]:
    """What was said when the present episode began, and what was decided."""
    found = episodes(of.case)
    if not found:
        return []
    latest = found[-1]
    contact = next((one for one in contacts(of.case) if one.received.fact.contact_id == latest.contact_id), None)
    confidential = bool(contact and contact.received.fact.source_confidential)
    private = ("confidential referrer",) if confidential else ()
    private = private or (("referrer",) if latest.source_code in PRIVATE_SOURCES else ())
    source = REFERRAL_SOURCE.label(latest.source_code)
    lines = [Line(label="Referred on", words=spelt(latest.referred_on)), Line(label="By", words=source, tells=private)]
    if contact:
        fact = contact.received.fact
        if fact.source_name.strip():
            lines.append(Line(label="Name of the referrer", words=fact.source_name, tells=private or ("referrer",)))
        if fact.what_was_said.strip():
            told = (*private, "what the referrer said")
            lines.append(Line(label="What was said", words=fact.what_was_said, tells=told))
    if latest.decided:
        lines.append(Line(label="Our response", words=latest.decided.fact.response.capitalize()))
    return lines


@block
def closures(of: Knowing) -> list[Line]:
    """How often we stopped before, and what followed."""
    return [
        Line(
            label=f"Stopped on {spelt(one.stopped_on)}",
            words=f"Came back on {spelt(one.came_back_on)}, {one.days_until_return} days later."
            if one.came_back_on
            else "Has not come back since.",
        )
        for one in earlier_closures(of.case)
    ]


@block
def person_details(of: Knowing) -> list[Line]:
    """Who the child is."""
    one = person(of.case)
    if one is None:
        return []
    disability = ", ".join(DISABILITY.label(code) for code in one.disabilities if code != "NONE")
    return [
        Line(label="Name", words=one.name),
        Line(label="Born" if one.dob else "Expected", words=spelt(one.dob or one.expected_dob)),
        *([Line(label="Disability", words=disability)] if disability else []),
    ]


def _relations(of: Knowing, *, household_only: bool) -> list[Line]:
    found = []
    for item in relationships(of.case):
        fact = item.fact
        if fact.end or (household_only and not fact.lives_with):
            continue
        more = (
            "lives with the child" if fact.lives_with else "",
            "has parental responsibility" if fact.parental_responsibility else "",
        )
        words = ", ".join(filter(None, (fact.other_name or "a relative", *more)))
        near = fact.parental_responsibility or fact.lives_with
        tells = () if near else ("family network",)
        found.append(Line(label=fact.relationship.capitalize(), words=words, tells=tells))
    return found


@block
def network(of: Knowing) -> list[Line]:
    """Who is around the child."""
    return _relations(of, household_only=False)


@block
def household(of: Knowing) -> list[Line]:
    """Where the child lives and with whom."""
    homes = [
        Line(
            label="Lives at",
            words=f"{item.fact.lines}, {item.fact.postcode}".strip(", "),
            tells=("confidential address",) if item.fact.confidential else ("address",),
        )
        for item in addresses(of.case)
        if item.fact.end is None
    ]
    return homes + _relations(of, household_only=True)


@block
def visits_made(of: Knowing) -> list[Line]:
    """How often the child was seen, and seen alone, and what the last visits noticed."""
    made = visits(of.case)
    if not made:
        return []
    seen = sum(1 for one in made if one.fact.seen == "yes")
    alone = sum(1 for one in made if one.fact.seen_alone == "yes")
    words = (
        f"{len(made)} since {spelt(made[0].fact.visited_on)}; seen on {seen}, alone on {alone}; "
        f"the last on {spelt(made[-1].fact.visited_on)}."
    )
    noticed = [
        Line(label=f"Noticed on {spelt(one.fact.visited_on)}", words=one.fact.noticed, tells=("what a worker noticed",))
        for one in made[-3:]
        if one.fact.noticed.strip()
    ]
    return [Line(label="Visits", words=words, tells=("how the child is now",)), *noticed]


@block
def plans(of: Knowing) -> list[Line]:
    """The plans there have been."""
    lines = []
    for plan in cp_plans(of.case):
        ended = f", ended {spelt(plan.ended_on)}" if plan.ended_on else ", still running"
        category = CATEGORY_OF_ABUSE.label(plan.latest_category or plan.initial_category).lower()
        lines.append(Line(label="Child protection plan", words=f"Began {spelt(plan.started_on)}{ended}: {category}"))
    for cin in cin_plans(of.case):
        ended = f", ended {spelt(cin.ended_on)}" if cin.ended_on else ", still running"
        lines.append(Line(label="Child in need plan", words=f"Began {spelt(cin.started_on)}{ended}"))
    return lines


@block
def changed(of: Knowing) -> list[Line]:
    """What decisions say has changed for the child."""
    return [
        Line(
            label=f"When it was decided to {item.fact.what}, {spelt(item.happened)}",
            words=item.fact.changed_since or "Nothing has changed for the child.",
            tells=("how the child is now",),
        )
        for item in of.case.of(DecisionMade)
        if item.fact.changed_since.strip() or item.fact.no_change
    ]
