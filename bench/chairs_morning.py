"""A conference chair's morning: six conferences prepared, recorded, minuted and sent, on the real pages."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import own_record
from asking import again
from child_at_conference import conference_due, review_due
from keyboard import HOME, KEY, MIND, POINT, Keyboard, Work
from showing import rule, table

DISCUSSION = (
    "Opinion: What has changed has changed because he is gone and because somebody comes. The school sees a calmer child "
    "who is still tired on Mondays, and nobody knows why. Her mother has kept to the order and asks for help with the "
    "rent; a move would undo much of this. Told by DS Hart: he has asked twice where they live. Nobody here has asked "
    "her what she would do if he came to the school gate. That is the first thing to be done."
)
STEPS = ("invitations and agendas", "recording the conference", "minutes", "copies sent afterwards")
REASONS = "He hurt her more than once, and what keeps her safe is new."
INITIAL = {
    "present-3-name": "Dina Hale", "present-3-agency": "Mother", "quorate": "yes",
    "significant_harm": "Has suffered and is likely to suffer physical harm.",
    "plan_agreed": "yes", "category": "PHY", "grounds": ["need", "evidence"], "because": REASONS,
    "outline_plan": "He stays away. The school keeps the gate. A visit every ten working days, alone with her.",
    "aims-0-what_must_change": "He has no way to reach her at home or at school.", "aims-0-who": "Dina Hale and the school",
    "aims-1-what_must_change": "She has somebody of her own to talk to.", "aims-1-who": "The school",
}  # fmt: skip
REVIEW = {
    "present-3-name": "Dina Hale", "present-3-agency": "Mother", "quorate": "yes",
    "changed_since": "Nobody has hit her since. She sleeps, and is tired only on Mondays.",
    "grounds": ["need", "evidence"], "because": REASONS,
}  # fmt: skip


@dataclass(frozen=True)
class Conference:
    """One child's conference: how their life comes there, the page it is recorded on, and the answers."""

    slug: str
    life: Callable[[Any], Any]
    answers: dict[str, Any]


INITIAL_CONFERENCE = Conference("conference", conference_due, INITIAL)
REVIEW_CONFERENCE = Conference("review", review_due, REVIEW)


def measure(conferences: int) -> None:
    """As many conferences as that, half of them reviews; the chair's morning is six."""
    own_record.in_its_own_process(morning, conferences)


def morning(conferences: int) -> None:
    """Write the children's lives, then sit down as their chair."""
    with tempfile.TemporaryDirectory(prefix="candour-bench-") as folder:
        desk, office, clock = own_record.open_record(Path(folder) / "record.sqlite3")
        from tests.lives import Life

        due = [(REVIEW_CONFERENCE, INITIAL_CONFERENCE)[number % 2] for number in range(conferences)]
        lives = [one.life(Life(desk, clock, office)) for one in due]
        chair = Keyboard(own_record.signed_in("conference_chair"))
        chair.arrive("/")
        twice = [
            (name, len(one.answers[name]))
            for life, one in zip(lives, due, strict=True)
            for name in again(one.answers, life.case)
        ]
        took = [one_conference(chair, life, one) for life, one in zip(lives, due, strict=True)]
        show(took, twice)


def one_conference(chair: Keyboard, life: Any, one: Conference) -> dict[str, Work]:
    """All there is to do for one child, and what each step took."""
    child = f"/child/{life.person_id}/"
    mother = next(item.fact.other_person_id for item in life.case.recorded if item.fact.kind == "relationship_recorded")
    took = {}

    def step(name: str, *doing: Callable[[], None]) -> None:
        began, chair.work = chair.work, Work()
        for work in doing:
            work()
        took[name], chair.work = chair.work, began + chair.work

    chair.arrive(child)
    before = [(kind, reader) for kind in ("invitation", "agenda") for reader in (mother, "child", "school")]
    step(STEPS[0], lambda: send_all(chair, child, before))
    step(STEPS[1], lambda: record(chair, child, one))
    step(STEPS[2], lambda: write_minutes(chair, child))
    after = [("minutes", mother), ("minutes", "school"), ("childs_copy", "child"), ("outline_plan", mother)]
    step(STEPS[3], lambda: send_all(chair, child, after))
    return took


def record(chair: Keyboard, child: str, one: Conference) -> None:
    """The conference on its own page."""
    back_to(chair, child)
    chair.open(f"{child}{one.slug}/")
    chair.send("because", one.answers)


def write_minutes(chair: Keyboard, child: str) -> None:
    """The discussion in words, and the minutes finished."""
    chair.open(f"{child}written-work/")
    chair.send("kind", {}, ("kind", "minutes"))
    chair.send("words-discussion", {"words-discussion": DISCUSSION})
    chair.open(f"{chair.at}finish/")
    chair.send("digest", {})


def back_to(chair: Keyboard, child: str) -> None:
    """To the child's page, over the list of documents where there is no straight way."""
    if not chair.link(child):
        chair.open(f"{child}documents/")
    chair.open(child)


def send_all(chair: Keyboard, child: str, wanted: list[tuple[str, str]]) -> None:
    """Each document to each reader: chosen, looked at, sent."""
    for kind, reader in wanted:
        send(chair, child, kind, reader)


def choose(chair: Keyboard, child: str, kind: str, reader: str) -> None:
    """The document and its reader, from the lists of all there are."""
    if not chair.link(f"{child}documents/"):
        back_to(chair, child)
    chair.open(f"{child}documents/")
    choices = chair.form("kind").asked["kind"].choices
    choice = next(one for one in choices if kind in (one, one.partition(":")[0]))
    chair.send("kind", {"kind": choice, "reader": reader})


def send(chair: Keyboard, child: str, kind: str, reader: str) -> str:
    """One document to one reader. Returns the page it was made on."""
    if straight := chair.link(f"{child}documents/make/{kind}/{reader}/"):
        chair.open(straight)
    else:
        choose(chair, child, kind, reader)
    page = chair.page
    route = "by hand" if reader == "child" else "secure e-mail" if reader == "school" else "post"
    chair.send("route", {"route": route})
    return page


def show(took: list[dict[str, Work]], twice: list[tuple[str, int]]) -> None:
    """What each step took, all children together, and an estimate of the time at the keyboard."""
    many = len(took)
    rule(f"A chair's morning: {many} conferences ({(many + 1) // 2} reviews), each with 10 documents sent")
    steps = {name: sum((one[name] for one in took), Work()) for name in STEPS}
    whole = sum(steps.values(), Work())
    table(
        ("step", "pages", "clicks", "keys", "server s", "minutes (estimate)", "share"),
        [
            (name, str(work.pages), str(work.clicks), f"{work.keys:,}", f"{work.seconds:.1f}", f"{work.minutes:.1f}",
             f"{work.minutes / whole.minutes:.0%}")
            for name, work in {**steps, "all": whole}.items()
        ],
    )  # fmt: skip
    print("Server seconds are this machine's, and machines differ. The minutes are an estimate, not a measurement: the")
    print("keystroke-level model (Card, Moran and Newell 1980) for somebody who types about 40 words a minute,")
    print(
        f"K {KEY} s a key or click, P {POINT} s to point, H {HOME} s to move a hand, M {MIND} s to decide, R as served."
    )
    print("It knows nothing of reading a document before it goes, listening, or finding the words.")
    parts = sorted(whole.by_operator().items(), key=lambda part: -part[1])
    print("By operator: " + ", ".join(f"{name} {seconds / 60 / whole.minutes:.0%}" for name, seconds in parts))
    each = steps[STEPS[0]] + steps[STEPS[3]]
    print(f"A document sent takes {each.clicks / (10 * many):.1f} clicks and {each.pages / (10 * many):.1f} pages.")
    most = sorted(steps, key=lambda name: -steps[name].minutes)[:2]
    both = steps[most[0]] + steps[most[1]]
    print(
        f"What takes most: {most[0]} and {most[1]}; {both.by_operator()['typing'] / 60 / both.minutes:.0%} of both is typing."
    )
    asked, keys = sorted({name for name, _ in twice}), sum(many for _, many in twice)
    print(f"Could be cut: {keys} of the {whole.keys:,} keys are words already on the record ({', '.join(asked)});")
    print(
        f"the page between a draft and the finished minutes ({many} pages, {many} clicks); a look at each reader's copy in turn."
    )
