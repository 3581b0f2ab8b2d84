"""The levels a concern can stand at, and who outside can be told, with what each of them can do."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from candour.record.entries.concerns import Rung

LEVELS = {
    1: ("team_manager", "the team manager"),
    2: ("service_manager", "the service manager"),
    3: ("principal_social_worker", "the principal social worker"),
    4: ("director", "the director of children's services"),
    5: ("chief_executive", "the chief executive"),
    6: ("scrutineer", "the scrutineer of the safeguarding partnership"),
}
DEFAULT, TOP = 2, 6
LEVEL_OF_ROLE = {role: level for level, (role, _) in LEVELS.items()}


@dataclass(frozen=True)
class Outside:
    """Somebody outside the council who can be told: what they can do, and what they cannot."""

    name: str
    can: str
    cannot: str = ""


# Public Interest Disclosure (Prescribed Persons) Order 2014, as the policies of those named describe it.
OUTSIDE = (
    Outside(
        "His Majesty's Chief Inspector (Ofsted)",
        "looks at how a council's services for children are run, and can inspect",
        "does not look into one child's case or a grievance about work; may ask the council to look into it",
    ),
    Outside("NSPCC", "takes a report about a child at risk, and advises staff who are worried about their employer"),
    Outside(
        "Social Work England",
        "looks at whether a registered social worker is fit to practise",
        "does not look into how a council is run",
    ),
)
LAWYER = (
    "A lawyer can be told in confidence, and a member of Parliament can be asked for help. The police take a crime."
)


@dataclass(frozen=True)
class Post:
    """Somebody who works here and could hold a concern."""

    worker_id: str
    role: str
    team: str = ""


def in_words(level: int) -> str:
    """Who a level is.

    >>> in_words(4)
    "the director of children's services"
    """
    return LEVELS[level][1] if level in LEVELS else "nobody inside"


def least_level(about_levels: Iterable[int]) -> int:
    """The lowest level a concern can be raised at: one above the highest it is about. Above the scrutineer is nobody.

    >>> least_level([]), least_level([2]), least_level([5, 1]), least_level([6])
    (1, 3, 6, 1)
    """
    return max((level + 1 for level in about_levels if 0 < level < TOP), default=1)


def line_of(
    posts: Iterable[Post], *, team: str = "", leader: str = "", leave_out: Collection[str] = ()
) -> tuple[Rung, ...]:
    """The line as it is today: for each level who holds it, then who else has that post, as deputies.

    First comes who leads the team it arose in, then who belongs to that team. `leave_out` is the raiser: nobody answers
    their own concern.
    """
    able = [post for post in posts if post.worker_id not in leave_out]
    rungs = []
    for level, (role, _) in LEVELS.items():
        here = [post for post in able if post.role == role]
        in_order = sorted(here, key=lambda post: (post.worker_id != leader, not team or post.team != team))
        rungs.append(Rung(level=level, workers=tuple(post.worker_id for post in in_order)))
    return tuple(rungs)
