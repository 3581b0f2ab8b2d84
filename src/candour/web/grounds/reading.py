"""Reading from the tables what the page of grounds counts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from candour.ssd.store.reading import as_day, rows
from candour.web.grounds.counting import Made, grounds_of, level_of

# Decisions after which a child has less help or protection than was asked for, or than there was.
LESS = {
    "contact": ("no action", "advice", "early help"),
    "response to the referral": ("no further action", "other help"),
    "assessment": ("close", "early help"),
    "initial conference": ("no plan",),
    "no strategy discussion": (),  # whichever indicator it was
    "end the child protection plan": (),
    "end the child in need plan": (),
    "close": (),
}
COURTS = "direction"
Days = Mapping[str, Sequence[date]]


def decisions(since: date, until: date, teams: frozenset[str] | None) -> list[Made]:
    """Decisions that took help or protection away or did not give it, between two days, by what they rested on."""
    marks = ", ".join(["%s"] * len(LESS))
    found = rows(
        "SELECT deci_person_id AS child, deci_what AS what, deci_choice AS choice, deci_date AS day, deci_grounds AS grounds"
        f" FROM ssd_decision WHERE deci_what IN ({marks}) AND deci_date > %s AND deci_date <= %s",
        [*LESS, since, until],
    )
    some = [row for row in found if not LESS[row["what"]] or row["choice"] in LESS[row["what"]]]
    return _made(some, teams, lambda row: grounds_of(row["grounds"] or ""))


def directions(since: date, until: date, teams: frozenset[str] | None) -> list[Made]:
    """Directions received between two days, by the level of whoever gave them."""
    found = rows(
        "SELECT dire_person_id AS child, dire_date AS day, dire_role AS role FROM ssd_direction"
        " WHERE dire_kind = 'direction' AND dire_date > %s AND dire_date <= %s",
        [since, until],
    )
    return _made(found, teams, lambda row: (level_of(row["role"] or ""),))


def _made(found: list[dict[str, Any]], teams: frozenset[str] | None, under: Any) -> list[Made]:
    """`teams` narrows to children who were one of these teams' that day."""
    mine = None if teams is None else _held(teams)
    return [
        Made(row["child"], day, under(row))
        for row in found
        if (day := as_day(row["day"]))
        and (mine is None or any(since <= day <= until for since, until in mine.get(row["child"], ())))
    ]


def _held(teams: frozenset[str]) -> dict[str, list[tuple[date, date]]]:
    """When each child was one of these teams'."""
    found = held_by_teams(teams) if teams else {}
    return {child: [(since, until) for _, since, until in spans] for child, spans in found.items()}


def held_by_teams(teams: frozenset[str] | None) -> Mapping[str, Sequence[tuple[str, date, date]]]:
    """The teams each child was with, from which day to which; only these teams, where some are named."""
    held: dict[str, list[tuple[str, date, date]]] = defaultdict(list)
    which = "IS NOT NULL" if teams is None else f"IN ({', '.join(['%s'] * len(teams))})"
    for row in rows(
        "SELECT invo_person_id AS child, invo_professional_team AS team, invo_involvement_start_date AS since,"
        f" invo_involvement_end_date AS until FROM ssd_involvements WHERE invo_professional_team {which}",
        sorted(teams or ()),
    ):
        if since := as_day(row["since"]):
            held[row["child"]].append((row["team"], since, as_day(row["until"]) or date.max))
    return held


def days_by_child(table: str, child: str, day: str) -> Days:
    """The days on which something happened to each child. The names are the program's own."""
    found: dict[str, list[date]] = defaultdict(list)
    for row in rows(f"SELECT {child} AS child, {day} AS day FROM ssd_{table} WHERE {day} IS NOT NULL"):
        if on := as_day(row["day"]):
            found[row["child"]].append(on)
    return found


def afterwards() -> tuple[Days, Days, Days]:
    """When each child was referred, put on a plan and enquired into: what may follow a decision."""
    return (
        days_by_child("cin_episodes", "cine_person_id", "cine_referral_date"),
        days_by_child("cp_plans", "cppl_person_id", "cppl_cp_plan_start_date"),
        days_by_child("s47_enquiry", "s47e_person_id", "s47e_s47_start_date"),
    )


STEPS = (
    ("Contacts", "contacts", "cont_person_id", "cont_contact_date"),
    ("Referrals", "cin_episodes", "cine_person_id", "cine_referral_date"),
    ("Assessments", "cin_assessments", "cina_person_id", "cina_assessment_start_date"),
    ("Enquiries (section 47)", "s47_enquiry", "s47e_person_id", "s47e_s47_start_date"),
    ("Initial conferences", "initial_cp_conference", "icpc_person_id", "icpc_icpc_date"),
    ("Child protection plans", "cp_plans", "cppl_person_id", "cppl_cp_plan_start_date"),
)


def steps(since: date, until: date) -> list[tuple[str, int]]:
    """How many children came to each step of the journey between two days."""
    found = []
    for name, table, child, day in STEPS:
        held = " AND icpc_held = 'Y'" if table == "initial_cp_conference" else ""
        counted = rows(
            f"SELECT COUNT(DISTINCT {child}) AS many FROM ssd_{table} WHERE {day} > %s AND {day} <= %s{held}",
            [since, until],
        )
        found.append((name, int(counted[0]["many"])))
    return found


def since_closing(until: date) -> list[tuple[int, bool]]:
    """Of every closed episode: how many days until the child was referred again, or is watched without it."""
    referred = days_by_child("cin_episodes", "cine_person_id", "cine_referral_date")
    spans = []
    for child, closed in days_by_child("cin_episodes", "cine_person_id", "cine_close_date").items():
        for day in closed:
            again = min((one for one in referred.get(child, ()) if one > day), default=None)
            spans.append((((again or until) - day).days, again is not None))
    return [(days, it) for days, it in spans if days >= 0]
