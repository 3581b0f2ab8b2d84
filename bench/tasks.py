"""The commonest tasks: how far the child's life has come, who does it, and the answers somebody would give."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

PEOPLE = {
    f"present-{at}-{part}": words
    for at, person in enumerate((("DS Hart", "Police"), ("Nurse Bell", "Health")))
    for part, words in zip(("name", "agency"), person, strict=True)
}
WHY = {"grounds": ["need"], "because": "It is what the child needs."}
ENDING = {
    "changed_since": "She is safe and says so.",
    "child_view": "I am all right.",
    "family_view": "We agree.",
    "agency_view": "No concerns.",
    "directed": "no",
    **WHY,
}


@dataclass(frozen=True)
class Task:
    """One task. `before` are pages with questions that come first."""

    name: str
    slug: str
    role: str
    life: Callable[[Any], Any]
    answers: Mapping[str, Any]
    before: tuple[str, ...] = field(default=())


def protected(life: Any) -> Any:
    """A child on a plan with nothing unusual: one harm, protected; one review held."""
    return life.on_a_plan().protected().later(80).reviewed().later(150)


TASKS = (
    Task("record a visit", "visit", "social_worker", lambda life: life.on_a_plan().later(5), {"seen": "yes"}),
    Task(
        "a contact for a known child",
        "contact",
        "front_door_screener",
        lambda life: life,
        {"source_code": "2A", "what_was_said": "Bruises on the arm."},
        ("search",),
    ),
    Task(
        "decide a contact",
        "decide-contact",
        "front_door_screener",
        lambda life: life.contact(),
        {"outcome": "referral", **WHY},
    ),
    Task(
        "decide the referral",
        "decide-referral",
        "team_manager",
        lambda life: life.referral(),
        {
            "response": "assessment",
            "primary_need": "N1",
            "threshold_level": "Child in need (section 17)",
            "parents_told": "Told by telephone.",
            "referrer_told": "Told in writing.",
            **WHY,
        },
    ),
    Task(
        "allocate",
        "allocate",
        "team_manager",
        lambda life: life.referral().answered(),
        {"worker_id": lambda office: office.ids["social_worker"], "why": "Room and skill."},
    ),
    Task(
        "core group",
        "core-group",
        "social_worker",
        lambda life: life.on_a_plan().later(8),
        {**PEOPLE, "progress": "He has not come back."},
    ),
    Task(
        "a review, the plan goes on",
        "review",
        "conference_chair",
        lambda life: life.on_a_plan().protected().later(80),
        {"quorate": "yes", "changed_since": "It is calm.", "child_view": "It is quiet.", **PEOPLE, **WHY},
    ),
    Task(
        "end a plan, nothing unusual",
        "end-plan",
        "conference_chair",
        protected,
        {"quorate": "yes", "child_in_need_plan": "yes", **PEOPLE, **ENDING},
    ),
    Task(
        "close a case",
        "close",
        "team_manager",
        lambda life: life.referral().answered().allocated().later(20).assessed("close").later(10),
        {"reason": "RC1", **ENDING},
    ),
)
