"""Whose part of a return somebody may see: everybody's, or that of the teams they lead."""

from candour.access.permission import Relation, may
from candour.practice.guard import Worker
from candour.ssd.store.reading import rows


def teams_seen(worker: Worker) -> frozenset[str] | None:
    """The teams whose children a team manager is shown; None for those who see the whole return."""
    if worker.standing.role != "team_manager":
        return None
    led = rows("SELECT dept_team_id AS id FROM ssd_department WHERE dept_leader_id = %s", [worker.worker_id])
    return frozenset([*(row["id"] for row in led), *([worker.standing.team] if worker.standing.team else [])])


def may_ask_about(worker: Worker, team_id: str) -> bool:
    """Whether somebody may ask for a correction about a child of this team."""
    near: Relation = "team" if team_id and team_id == worker.standing.team else "other"
    return may(worker.standing.role, "ask for a correction", near)


def names_of(table: str, key: str, name: str) -> dict[str, str]:
    """Names of teams or workers, by reference."""
    return {row[key]: row[name] for row in rows(f"SELECT {key}, {name} FROM ssd_{table}")}


def team_names() -> dict[str, str]:
    """The teams' names."""
    return names_of("department", "dept_team_id", "dept_team_name")


def worker_names() -> dict[str, str]:
    """The workers' names."""
    return names_of("professionals", "prof_professional_id", "prof_professional_name")
