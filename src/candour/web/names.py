"""The names of workers, for showing who did what."""

from collections.abc import Iterable

from candour.ssd.store.reading import rows


def names(ids: Iterable[str]) -> dict[str, str]:
    """Names by reference; somebody not on the list of workers is shown as a reference."""
    wanted = sorted({one for one in ids if one})
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    found = rows(
        f"SELECT prof_professional_id, prof_professional_name FROM ssd_professionals WHERE prof_professional_id IN ({marks})",
        wanted,
    )
    return {row["prof_professional_id"]: row["prof_professional_name"] for row in found}


def workers_now(team: str | None = None) -> list[tuple[str, str]]:
    """Workers who hold cases, as choices: reference, and name with role and team."""
    where = " AND p.prof_professional_department = %s" if team else ""
    found = rows(
        "SELECT p.prof_professional_id AS id, p.prof_professional_name AS name, p.prof_role AS role, d.dept_team_name AS team"
        " FROM ssd_professionals p LEFT JOIN ssd_department d ON d.dept_team_id = p.prof_professional_department"
        f" WHERE p.prof_left_on IS NULL AND p.prof_role IN ('social_worker', 'newly_qualified_social_worker', 'support_worker'){where}"
        " ORDER BY p.prof_professional_name, p.prof_professional_id",
        [team] if team else [],
    )
    short = {
        "social_worker": "social worker",
        "newly_qualified_social_worker": "newly qualified",
        "support_worker": "support worker, not registered",
    }
    return [(row["id"], f"{row['name']} ({short[row['role']]}, {row['team'] or 'no team'})") for row in found]


def colleagues(team: str | None) -> list[tuple[str, str]]:
    """Those who work in one team now, as choices: for writing something down on behalf of one of them."""
    found = rows(
        "SELECT prof_professional_id AS id, prof_professional_name AS name FROM ssd_professionals"
        " WHERE prof_left_on IS NULL AND prof_professional_department = %s"
        " ORDER BY prof_professional_name, prof_professional_id",
        [team],
    )
    return [(row["id"], row["name"]) for row in found]


def in_post(roles: tuple[str, ...]) -> list[tuple[str, str]]:
    """Those who hold one of these roles now, as choices: reference and name."""
    found = rows(
        "SELECT prof_professional_id AS id, prof_professional_name AS name FROM ssd_professionals"
        f" WHERE prof_left_on IS NULL AND prof_role IN ({', '.join(['%s'] * len(roles))})"
        " ORDER BY prof_professional_name, prof_professional_id",
        roles,
    )
    return [(row["id"], row["name"]) for row in found]


def leader_of(team: str | None) -> str:
    """Who leads a team; "" where nobody is written down."""
    found = rows("SELECT dept_leader_id FROM ssd_department WHERE dept_team_id = %s", [team])
    return (found[0]["dept_leader_id"] or "") if found else ""
