"""Which signals somebody sees, and how one is told in a list. No signal can be put away: there is no way to."""

from datetime import date
from typing import Any

from candour.access.permission import ROLES, may
from candour.practice.guard import Worker
from candour.ssd.store.reading import as_day, rows
from candour.web.census.scope import team_names, teams_seen

VERB = "see signals"
TEAM, CHAIRS = "one team", "conference chairs"


def seen_by(worker: Worker) -> list[dict[str, Any]]:
    """The signals this person sees, the newest first: all of them, or of a team manager those about their own teams."""
    teams = teams_seen(worker)
    found = rows("SELECT * FROM ssd_signal ORDER BY sign_raised DESC, sign_noticed_from DESC, sign_id")
    return [row for row in found if teams is None or row["sign_about_team"] in teams]


def may_see(worker: Worker, about_team: str) -> bool:
    """Whether this person sees a signal about this team (or about none)."""
    teams = teams_seen(worker)
    return may(worker.standing.role, VERB, "none") and (teams is None or about_team in teams)


def about_words(about: str, team: str, names: dict[str, str]) -> str:
    """What a signal is about, in words."""
    return names.get(team, "One team") if about == TEAM else about[:1].upper() + about[1:]


def roles_words(roles: tuple[str, ...]) -> str:
    """Roles, in words."""
    return " and ".join(ROLES.get(role, role).lower() for role in roles)


def told(found: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """Signals as a list shows them."""
    names = team_names()
    return [
        {
            "id": row["sign_id"],
            "title": row["sign_title"],
            "question": row["sign_question"],
            "level": row["sign_level"],
            "about": about_words(row["sign_about"], row["sign_about_team"] or "", names),
            "raised": as_day(row["sign_raised"]),
            "answer_by": as_day(row["sign_answer_by"]),
            "answers": row["sign_answers"],
            "lapsed": (as_day(row["sign_lapses_on"]) or today) <= today,
        }
        for row in found
    ]
