"""Giving a child a worker, and another when the first one moves or leaves."""

from candour.practice.involvements import AllocationProposal, allocate_a_child
from candour.record.casefile.answers import allocated
from candour.record.entries.involvements import AllocationEnded
from candour.synth.chance import likely
from candour.synth.household import Household, Life
from candour.synth.staff import ASSESSMENT, DISABLED, Post
from candour.synth.words import decisions


def allocate(home: Household, life: Life, work: str, change_reason: str = "FCONTA") -> None:
    """Allocate a child to somebody whose work this is; brothers and sisters go to the same worker."""
    chance, day = home.chance, home.today
    work = DISABLED if life.spell and life.spell.theme.name == "disability" and work != ASSESSMENT else work
    known: Post | None = home.shared.get(f"worker for {work}")
    post = known if known and known.in_post(day) else home.staff.least_busy(chance, work, day)
    home.shared[f"worker for {work}"] = post
    if life.worker is post:
        return
    handed = home.words.say(decisions.HANDOVER, life.child) if life.worker else ""
    proposal = AllocationProposal(
        worker_id=post.worker_id,
        team_id=post.team.team_id if post.team else "",
        start=day,
        change_reason=change_reason,
        why=home.words.say(decisions.WHY_ALLOCATED, life.child),
        worker_registered=post.registered_on(day),
        handed_over=handed if likely(chance, 90) else "",
    )
    home.decide(allocate_a_child, life, proposal, home.staff.leader(post.team, day))
    life.worker = post
    home.staff.takes_on(post, day)
    if post.left_on:
        home.on(post.left_on, lambda: _replace(home, life, post, work))


def _replace(home: Household, life: Life, leaver: Post, work: str) -> None:
    if life.open and life.worker is leaver and not life.over:
        allocate(home, life, work, "LEFTRL")


def let_go(home: Household, life: Life) -> None:
    """The child has no worker any more."""
    if life.worker and (now := allocated(home.file(life))):
        ended = AllocationEnded(
            involvement_id=now.started.fact.involvement_id, end=home.today, why="The case was closed."
        )
        home.note(life.worker, life, ended)
    life.worker = None
