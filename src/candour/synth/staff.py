"""Who works for Wrenshire: which posts there are, who held them when, and what each was in law on a day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from candour.practice.guard import Worker
from candour.record.entry import Standing
from candour.synth.calibration import FIGURES
from candour.synth.chance import likely, lots, pick
from candour.synth.names import forename, surname
from candour.synth.numbers import registration_number
from candour.synth.people import Fresh

REGISTERED_ROLES = (
    "social_worker", "newly_qualified_social_worker", "team_manager", "service_manager", "conference_chair",
    "principal_social_worker",
)  # fmt: skip
TITLES = {
    "front_door_screener": "Contact and referral officer",
    "social_worker": "Social worker",
    "newly_qualified_social_worker": "Social worker (first year in practice)",
    "support_worker": "Family support worker",
    "team_manager": "Team manager",
    "service_manager": "Service manager",
    "director": "Director of children's services",
    "chief_executive": "Chief executive",
    "custodian": "Custodian of confidential concerns",
    "conference_chair": "Child protection conference chair",
    "principal_social_worker": "Principal social worker",
    "data_officer": "Performance and returns officer",
    "scrutineer": "Independent scrutineer",
    "inspector": "Inspector",
    "administrator": "System administrator",
}
FRONT_DOOR, ASSESSMENT, SAFEGUARDING, DISABLED = "front door", "assessment", "safeguarding", "disabled children"


@dataclass(frozen=True)
class Team:
    """A team and what it does."""

    team_id: str
    name: str
    work: str


@dataclass(frozen=True)
class Post:
    """One person in one post, from the day they started until the day they left."""

    worker_id: str
    name: str
    role: str
    team: Team | None
    started_on: date
    left_on: date | None = None
    registration: str = ""
    registered_from: date | None = None
    registered_to: date | None = None
    newly_qualified_to: date | None = None
    agency: bool = False
    percent: int = 100

    def in_post(self, day: date) -> bool:
        return self.started_on <= day and (self.left_on is None or day < self.left_on)

    def role_on(self, day: date) -> str:
        """The role: a social worker is newly qualified for a year."""
        new = self.role == "social_worker" and self.newly_qualified_to and day <= self.newly_qualified_to
        return "newly_qualified_social_worker" if new else self.role

    def registered_on(self, day: date) -> bool:
        return bool(self.registration) and (self.registered_to is None or day <= self.registered_to)

    def worker(self, day: date) -> Worker:
        """The person who acts, and what they are on that day."""
        standing = Standing(
            role=self.role_on(day),
            registration="registered" if self.registered_on(day) else "not registered",
            team=self.team.team_id if self.team else None,
            newly_qualified=bool(self.newly_qualified_to and day <= self.newly_qualified_to),
            agency=self.agency,
        )
        return Worker(self.worker_id, self.name, standing)


@dataclass
class Staff:
    """Everybody who has worked here, and how much each had on in each month."""

    teams: tuple[Team, ...]
    posts: tuple[Post, ...]
    thresholds: tuple[tuple[date, str], ...]
    load: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        self._by_role: dict[tuple[str, str], list[Post]] = defaultdict(list)
        for post in self.posts:
            self._by_role[post.role, post.team.work if post.team else ""].append(post)

    def available(self, role: str, work: str, day: date) -> Sequence[Post]:
        """Those in post that day; the first ones ever, where a day lies outside everybody's time."""
        posts = self._by_role[role, work]
        return [post for post in posts if post.in_post(day)] or posts

    def anyone(self, chance: Random, role: str, work: str, day: date) -> Post:
        """Somebody who holds the role that day."""
        return pick(chance, self.available(role, work, day))

    def leader(self, team: Team | None, day: date) -> Post:
        """Who manages a team that day."""
        posts = [post for post in self.posts if post.role == "team_manager" and post.team == team]
        return next((post for post in posts if post.in_post(day)), posts[0])

    def least_busy(self, chance: Random, work: str, day: date) -> Post:
        """Who takes the next child: of a few with the right work, the one with fewest children that month."""
        able = self.available("social_worker", work, day)
        staying = [post for post in able if post.left_on is None or (post.left_on - day).days > 20] or able
        few = [pick(chance, staying) for _ in range(4)]
        return min(few, key=lambda post: self.load[post.worker_id, day.year * 12 + day.month])

    def takes_on(self, post: Post, day: date) -> None:
        """Remember that a worker was given a child, and has work with it for about half a year."""
        months = 3 if post.team and post.team.work == ASSESSMENT else 8
        for month in range(day.year * 12 + day.month, day.year * 12 + day.month + months):
            self.load[post.worker_id, month] += 1

    def threshold(self, day: date) -> str:
        """The edition of the threshold document in force on a day."""
        return [ref for since, ref in self.thresholds if since <= day or since == self.thresholds[0][0]][-1]


def _person(chance: Random, fresh: Fresh, role: str, team: Team | None, started: date) -> Post:
    ethnicity = pick(chance, ("WBRI",) * 7 + ("BAFR", "APKN", "WOTH", "BCRB"))
    name = f"{forename(chance, ethnicity, 'women' if likely(chance, 82) else 'men')} {surname(chance, ethnicity)}"
    registered = role in REGISTERED_ROLES
    return Post(
        worker_id=fresh(),
        name=name,
        role=role,
        team=team,
        started_on=started,
        registration=registration_number(chance.randrange(1, 10**6)) if registered else "",
        registered_from=started - timedelta(days=chance.randint(30, 5000)) if registered else None,
        percent=pick(chance, (100, 100, 100, 100, 80, 60)),
    )


def _line_of_posts(chance: Random, fresh: Fresh, role: str, team: Team | None, opens: date, ends: date) -> list[Post]:
    """Everybody who held one post in turn. About one in nine leaves in a year; somebody starts within weeks."""
    held: list[Post] = []
    started = opens - timedelta(days=chance.randint(200, 3000))
    yearly = FIGURES["social workers who leave in a year"].value / 100
    while True:
        post = _person(chance, fresh, role, team, started)
        if role == "social_worker":
            starter = bool(held)
            agency = likely(chance, 24 if starter else FIGURES["agency workers"].value - 2)
            new = starter and not agency and likely(chance, 55)
            post = replace(post, agency=agency, newly_qualified_to=started + timedelta(days=365) if new else None)
            post = replace(post, registered_from=started - timedelta(days=20)) if new else post
        stays = timedelta(days=int(chance.expovariate(yearly) * 365) + 60)
        leaves = max(started, opens) + stays
        if leaves > ends:
            return [*held, post]
        held.append(replace(post, left_on=leaves))
        started = leaves + timedelta(days=chance.choice((-14, 0, 0, 3, 14)))


def _teams(fresh: Fresh, workers: int) -> list[tuple[Team, int]]:
    """The teams and how many social workers each has."""
    made = [(Team(fresh(), "Front door", FRONT_DOOR), max(1, workers // 16))]
    names = ("North", "South", "East", "West", "Coast", "Moor", "Vale", "Town")
    for work, share in ((ASSESSMENT, 0.4), (SAFEGUARDING, 0.5)):
        for at, people in enumerate(_parts(max(2, round(workers * share)))):
            place = names[at % len(names)] + (f" {at // len(names) + 1}" if at >= len(names) else "")
            made.append((Team(fresh(), f"{work.capitalize()} {place}", work), people))
    made.append((Team(fresh(), "Disabled children", DISABLED), max(1, round(workers * 0.1))))
    return made


def _parts(people: int) -> list[int]:
    teams = -(-people // 8)
    return [people // teams + (at < people % teams) for at in range(teams)]


def recruit(chance: Random, fresh: Fresh, *, children: int, opens: date, ends: date) -> Staff:
    """The workforce an authority of this size needs, over the years between two days."""
    workers = max(7, round(children * 0.16 / FIGURES["children per social worker"].value))
    sized = _teams(fresh, workers)
    posts: list[Post] = []

    def fill(role: str, team: Team | None, many: int) -> None:
        for _ in range(many):
            posts.extend(_line_of_posts(chance, fresh, role, team, opens, ends))

    front = sized[0][0]
    for team, people in sized:
        fill("team_manager", team, 1)
        fill("social_worker", team, people)
    for team, people in sized[1:]:
        fill("support_worker", team, max(1, people // 5))
    fill("front_door_screener", front, max(2, workers // 12))
    for role, many in (
        ("service_manager", max(1, workers // 40)),
        ("conference_chair", max(2, workers // 25)),
        ("principal_social_worker", 1),
        ("data_officer", 2),
        ("scrutineer", 1),
        ("inspector", 1),
        ("administrator", 1),
    ):
        fill(role, None, many)
    posts.append(_one_in_the_first_year(chance, fresh, sized[1][0], ends))
    posts += _line_of_posts(lots("the directors"), fresh, "director", None, opens, ends)
    posts = _one_whose_registration_lapsed(posts, ends)
    editions = ((opens - timedelta(days=700), fresh()), (opens + (ends - opens) / 2, fresh()))
    posts += _line_of_posts(lots("the chief executives"), fresh, "chief_executive", None, opens, ends)
    posts += _line_of_posts(lots("the custodians"), fresh, "custodian", None, opens, ends)
    return Staff(tuple(team for team, _ in sized), tuple(_no_two_alike(posts)), editions)


def _one_in_the_first_year(chance: Random, fresh: Fresh, team: Team, ends: date) -> Post:
    started = ends - timedelta(days=150)
    post = _person(chance, fresh, "social_worker", team, started)
    qualified = started - timedelta(days=25)
    return replace(post, registered_from=qualified, newly_qualified_to=started + timedelta(days=365))


def _one_whose_registration_lapsed(posts: list[Post], ends: date) -> list[Post]:
    at = max(
        at
        for at, post in enumerate(posts)
        if post.role == "social_worker"
        and post.in_post(ends)
        and not post.newly_qualified_to
        and post.team
        and post.team.work == SAFEGUARDING
    )
    lapsed = replace(posts[at], registered_to=ends - timedelta(days=24))
    return [*posts[:at], lapsed, *posts[at + 1 :]]


def _no_two_alike(posts: list[Post]) -> list[Post]:
    """Two workers of one name would be taken for one: the second has a middle initial."""
    seen: dict[str, int] = {}
    told_apart = []
    for post in posts:
        again = seen[post.name] = seen.get(post.name, -1) + 1
        first, _, last = post.name.partition(" ")
        told_apart.append(replace(post, name=f"{first} {'BCDEFGHJKLM'[(again - 1) % 11]}. {last}") if again else post)
    return told_apart
