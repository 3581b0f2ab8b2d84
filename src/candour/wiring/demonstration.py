"""The demonstration: an invented authority, a sign-in for each role, and a server."""

import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from candour.access.permission import ROLES
from candour.access.store.models import Account
from candour.cli.wrong import Wrong
from candour.practice.guard import ITSELF
from candour.practice.professionals import worker_on
from candour.record.entries.authority import AUTHORITY, AuthorityRecorded
from candour.record.entries.concerns import ConcernRaised
from candour.record.entry import ToRecord
from candour.record.ledger import NotReady
from candour.record.store.reading import log
from candour.ssd.store.reading import rows
from candour.terms.working_days import LONDON, london_day, working_days_before
from candour.wiring.beginning import authoritys_number, bar, console, make_record, new_password, ready
from candour.wiring.beside import for_show
from candour.wiring.desks import desk, right_now
from candour.wiring.serving import serve
from candour.wiring.survey_for_show import RESULTS, SURVEY, services, two_surveys

DEMONSTRATION = "wrenshire-demonstration"
INVENTED = "999"  # no authority in England has this number
SIGN_INS = "sign-ins.txt"
ENOUGH_FOR_SIGNALS = 200  # children: in fewer no pattern can be told from chance


def demo(port: int, size: int, fresh: bool) -> None:
    """Make a demonstration if there is none, and serve it."""
    if fresh:
        _start_over()
    try:
        name, demonstration = log()
    except NotReady:
        make_record(DEMONSTRATION, demonstration=True)
        name, demonstration = log()
    if not demonstration:
        raise Wrong(f"The record here, {name}, is a real one. Set CANDOUR_DATA to another folder for a demonstration")
    ready()
    if not rows("SELECT prof_professional_id FROM ssd_professionals LIMIT 1"):
        console.print(add_an_authority(size, 1, 3, hurried=size >= ENOUGH_FOR_SIGNALS), soft_wrap=True)
    if not Account.objects.exists():
        _sign_ins()
        _a_concern_left_unanswered()
        _surveys()
    console.print(f"\nCandour is at http://127.0.0.1:{port}/  (stop it with Ctrl+C)\n")
    console.print((Path(settings.DATA) / SIGN_INS).read_text(), highlight=False, soft_wrap=True)
    if more := services():
        console.print(
            f"A survey of staff is open at {SURVEY}, and the last one's results are at {RESULTS}", soft_wrap=True
        )
    serve(port, "127.0.0.1", [*for_show(), ["signals", "--once"], *more])


def _surveys() -> None:
    officer = Account.objects.filter(username="data-officer").first()
    if officer and (by := worker_on(desk().casefile_to_read(officer.worker_id), london_day(right_now()))):
        two_surveys(by)


def _a_concern_left_unanswered() -> None:
    """One concern that the social worker raised to the director eight working days ago: by now it stands higher."""
    from candour.voice.concerns.levels import line_of
    from candour.voice.concerns.raising import for_the_children, new_code, raising
    from candour.web.concerns.finding import posts
    from candour.web.names import leader_of

    day = working_days_before(london_day(right_now()), 8)
    writing = desk(clock=lambda: datetime.combine(day, time(10), LONDON).astimezone(UTC))
    account = Account.objects.filter(username="social-worker").first()
    worker = worker_on(writing.casefile_to_read(account.worker_id), day) if account else None
    if worker is None:
        return
    held = rows(
        "SELECT invo_person_id AS id FROM ssd_involvements WHERE invo_professional_id = %s"
        " AND invo_involvement_end_date IS NULL ORDER BY invo_person_id LIMIT 1",
        [worker.worker_id],
    )
    team = worker.standing.team or ""
    fact = ConcernRaised(
        concern_id=writing.fresh(), how="named", matter="standard", title="Nobody is there to see the children",
        words="I hold more children than I can visit. Two were not seen in six weeks. I told my manager in May and in July,"
        " and was told to manage. Give these two to somebody who has the time, or tell me which others I leave.",
        children=tuple(row["id"] for row in held), level=4, receipt_digest="",
        line=line_of(posts(), team=team, leader=leader_of(team), leave_out=(worker.worker_id,)),
    )  # fmt: skip
    made = raising(fact, worker, today=day, fresh=writing.fresh, code=new_code())
    with writing.together():
        writing.note(made.drafts, by=made.by)
        writing.note(for_the_children(fact, day), by=ITSELF)


def _start_over() -> None:
    """Remove a demonstration. A real record is never removed by this command."""
    try:
        name, demonstration = log()
    except NotReady:
        return
    if not demonstration or connection.vendor != "sqlite":
        raise Wrong(f"{name} is not a demonstration in a file of its own, and is left alone. Remove it by hand")
    path = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    (Path(settings.DATA) / SIGN_INS).unlink(missing_ok=True)
    for beside in ("signer", "witness", "survey", "last-survey"):
        shutil.rmtree(Path(settings.DATA) / beside, ignore_errors=True)


def add_an_authority(size: int, seed: int, years: int, hurried: bool = False) -> str:
    """Fill a demonstration with an invented authority; with `hurried`, one week of it is planted to be asked about."""
    from candour.synth.authority import invent

    name, demonstration = ready()
    if not demonstration:
        raise Wrong(f"{name} is a real record: invented children may only be put on a demonstration")
    with bar("Inventing children", size) as tick:
        made = invent(
            desk, children=size, seed=seed, years=years, ends_on=london_day(right_now()) - timedelta(days=1), tick=tick,
            hurried=hurried,
        )  # fmt: skip
    if not authoritys_number():
        by = made.workers["administrator"][0]
        fact = AuthorityRecorded(name="Wrenshire", lea=INVENTED)
        desk().note([ToRecord(fact, (AUTHORITY,), london_day(right_now()))], by=by)
    planted = (
        " In one week many plans end together: that is planted, so that the signals page has something to ask about."
        if hurried
        else ""
    )
    return (
        f"{name}: {made.children} children in {made.families} families, {made.entries} entries. Nobody in it is real."
        + planted
    )


def _leader_of_the_social_worker() -> list[dict[str, Any]]:
    """The manager of the social worker who can sign in: what one writes, the other reads."""
    return rows(
        "SELECT m.prof_professional_id AS id, m.prof_professional_name AS name FROM ssd_professionals m"
        " JOIN ssd_department d ON d.dept_leader_id = m.prof_professional_id"
        " JOIN ssd_professionals s ON s.prof_professional_department = d.dept_team_id"
        " WHERE s.prof_professional_id = %s AND m.prof_left_on IS NULL AND m.prof_role = 'team_manager'",
        [Account.objects.get(username="social-worker").worker_id],
    )


def _sign_ins() -> None:
    """One account a role, with a password of this demonstration's own, kept beside it."""
    password = new_password()
    lines = [f"Password for everybody: {password}", ""]
    for role, words in ROLES.items():
        found = rows(
            "SELECT p.prof_professional_id AS id, p.prof_professional_name AS name, COUNT(i.invo_involvements_id) AS held"
            " FROM ssd_professionals p LEFT JOIN ssd_involvements i ON i.invo_professional_id = p.prof_professional_id"
            " AND i.invo_involvement_end_date IS NULL WHERE p.prof_role = %s AND p.prof_left_on IS NULL"
            " GROUP BY p.prof_professional_id, p.prof_professional_name ORDER BY held DESC, p.prof_professional_id LIMIT 1",
            [role],
        )
        if role == "team_manager":
            found = _leader_of_the_social_worker() or found
        if found:
            username = role.replace("_", "-")
            Account.objects.make(username, password, found[0]["id"])
            lines.append(f"{username:32} {found[0]['name']}: {words}")
    kept = Path(settings.DATA) / SIGN_INS
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("\n".join(lines) + "\n")
    kept.chmod(0o600)
