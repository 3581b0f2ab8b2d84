"""Workers, teams and the published threshold."""

from collections.abc import Iterable

from candour.record.casefile import Casefile
from candour.record.entries.authority import AuthorityRecorded
from candour.record.entries.department import TeamRecorded
from candour.record.entries.professionals import WorkerAbsent, WorkerLeft, WorkerRecorded
from candour.record.entries.threshold import InstructionIssued, ThresholdPublished
from candour.ssd.table import Row, flag, table


@table(
    "professionals",
    """
    prof_professional_id text the worker's reference
    prof_professional_name text name
    prof_social_worker_registration_no text Social Work England number
    prof_professional_job_title text job title
    prof_professional_department text team
    prof_full_time_equivalency number share of a full post
    prof_agency_worker_flag flag whether from an agency
    prof_role text role
    prof_registered_from date registration since
    prof_registered_to date registration until
    prof_newly_qualified_from date first year in practice since
    prof_newly_qualified_to date first year in practice until
    prof_left_on date the day they left
    prof_absent_from date away since
    prof_absent_to date away until
    """,
    shows=(WorkerRecorded, WorkerAbsent, WorkerLeft),
    indexes=("prof_professional_department",),
)
def professional_rows(case: Casefile) -> Iterable[Row]:
    """The workers, with what they hold."""
    written, left, away = case.last(WorkerRecorded), case.last(WorkerLeft), case.last(WorkerAbsent)
    if written:
        fact = written.fact
        yield (
            case.subject,
            fact.name,
            fact.registration_number or None,
            fact.job_title or None,
            fact.team_id or None,
            fact.full_time_equivalent_percent / 100,
            flag(fact.agency),
            fact.role,
            fact.registered_from,
            fact.registered_to,
            fact.newly_qualified_from,
            fact.newly_qualified_to,
            left.fact.left_on if left else None,
            away.fact.absent_from if away else None,
            away.fact.absent_to if away else None,
        )


@table(
    "department",
    """
    dept_team_id text the team's reference
    dept_team_name text name
    dept_team_parent_id text the team above
    dept_team_parent_name text its name
    dept_leader_id text who leads it
    """,
    shows=(TeamRecorded,),
)
def department_rows(case: Casefile) -> Iterable[Row]:
    """The teams."""
    if written := case.last(TeamRecorded):
        fact = written.fact
        parent = (fact.parent_id or None, fact.parent_name or None)
        yield (case.subject, fact.name, *parent, fact.leader_id or None)


@table(
    "threshold",
    """
    thre_id text the reference
    thre_kind text published or instruction
    thre_title text title, or who issued the instruction
    thre_edition text edition
    thre_date date in force from, or issued on
    thre_against text the published threshold an instruction departs from
    """,
    shows=(ThresholdPublished, InstructionIssued),
)
def threshold_rows(case: Casefile) -> Iterable[Row]:
    """Published thresholds, and instructions given against them."""
    for item in case.of(ThresholdPublished):
        fact = item.fact
        yield (fact.threshold_id, "published", fact.title, fact.edition, fact.in_force_from, None)
    for told in case.of(InstructionIssued):
        order = told.fact
        yield (order.instruction_id, "instruction", order.from_whom, "", order.issued_on, order.threshold_id)


@table(
    "authority",
    """
    auth_id text the authority's reference
    auth_name text name
    auth_lea text three-digit number for returns
    """,
    shows=(AuthorityRecorded,),
)
def authority_rows(case: Casefile) -> Iterable[Row]:
    """The authority whose record this is."""
    if written := case.last(AuthorityRecorded):
        yield (case.subject, written.fact.name, written.fact.lea)
