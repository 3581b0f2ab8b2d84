"""A small office for tests: a team, a published threshold and one person in each role, with a way to sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from candour.access.permission import ROLES
from candour.access.store.models import Account
from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.practice.professionals import worker_on
from candour.record.entries.department import TeamRecorded
from candour.record.entries.professionals import WorkerRecorded
from candour.record.entries.threshold import ThresholdPublished
from candour.record.entry import Standing, ToRecord

PASSWORD = "wren-otter-reed-1234"
REGISTERED = {
    "social_worker",
    "newly_qualified_social_worker",
    "team_manager",
    "service_manager",
    "conference_chair",
    "principal_social_worker",
}
NAMES = {
    "front_door_screener": "Farah Okafor",
    "social_worker": "Jo Marsh",
    "newly_qualified_social_worker": "Nell Ibsen",
    "support_worker": "Ted Lowe",
    "team_manager": "Mo Pritchard",
    "service_manager": "Sal Verity",
    "director": "Dora Kemp",
    "chief_executive": "Chidi Okoro",
    "custodian": "Cleo Ward",
    "conference_chair": "Cath Imrie",
    "principal_social_worker": "Pru Dale",
    "data_officer": "Dev Acheson",
    "scrutineer": "Ros Quill",
    "inspector": "Ina Frost",
    "administrator": "Al Byrne",
}
FOUNDER = Worker("0" * 32, "The founder", Standing("administrator"))


@dataclass(frozen=True)
class Office:
    """Who works here."""

    team: str
    threshold: str
    ids: dict[str, str]

    def worker(self, role: str, desk: Desk) -> Worker:
        """The person in a role, with their standing today."""
        found = worker_on(desk.casefile_to_read(self.ids[role]), desk.now.day)
        assert found is not None
        return found


def furnish(desk: Desk, since: date) -> Office:
    """Write the office down, and give everybody an account named after their role."""
    team, threshold = desk.fresh(), desk.fresh()
    ids = {role: desk.fresh() for role in ROLES}
    published = ThresholdPublished(
        threshold_id=threshold, title="Thresholds in Wrenshire", edition="third edition", in_force_from=since
    )
    drafts = [
        ToRecord(TeamRecorded(name="Safeguarding north", leader_id=ids["team_manager"]), (team,), since),
        ToRecord(published, (threshold,), since),
    ]
    for place, (role, worker_id) in enumerate(ids.items()):
        number = f"SW00099{place:02d}" if role in REGISTERED else ""
        fact = WorkerRecorded(
            name=NAMES[role],
            role=role,
            team_id=team,
            registration_number=number,
            registered_from=since if number else None,
            newly_qualified_from=since if role.startswith("newly") else None,
        )
        drafts.append(ToRecord(fact, (worker_id,), since))
    desk.note(drafts, by=FOUNDER)
    first = Account.objects.make("administrator", PASSWORD, ids["administrator"])
    for role in ROLES:
        if role != "administrator":
            Account.objects.create(username=role.replace("_", "-"), password=first.password, worker_id=ids[role])
    return Office(team, threshold, ids)
