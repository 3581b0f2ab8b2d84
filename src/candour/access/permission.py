"""Who may do what with whose child. Everything not named here is refused.

"May this person" is answered here; "may this be done now" is answered by the guards in `practice`.
Source: Working Together 2023 and the Standards of Social Work England on who leads, decides, chairs and authorises.
"""

from dataclasses import dataclass
from typing import Literal

from candour.practice.guard import Worker
from candour.record.casefile import Casefile
from candour.record.casefile.answers import allocations

Relation = Literal["own", "team", "other", "none"]

ROLES = {
    "front_door_screener": "Front-door screener",
    "social_worker": "Social worker",
    "newly_qualified_social_worker": "Newly qualified social worker",
    "support_worker": "Support worker (not a registered social worker)",
    "team_manager": "Team manager",
    "service_manager": "Service manager",
    "director": "Director of children's services",
    "chief_executive": "Chief executive",
    "custodian": "Custodian of confidential concerns",
    "conference_chair": "Conference chair",
    "principal_social_worker": "Principal social worker",
    "data_officer": "Data officer",
    "scrutineer": "Scrutineer of the safeguarding partnership",
    "inspector": "Inspector",
    "administrator": "Administrator: runs the system, sees no child's file",
}
RELATIONS: dict[Relation, str] = {
    "own": "a child allocated to them, or whom they co-work",
    "team": "a child of their team",
    "other": "any other child",
    "none": "nobody's file",
}
_ANY: tuple[Relation, ...] = ("own", "team", "other")
_NEAR: tuple[Relation, ...] = ("own", "team")
_WORKERS = ("social_worker", "newly_qualified_social_worker")
_MANAGERS = ("team_manager", "service_manager")
_CASEWORK = (
    "front_door_screener", *_WORKERS, "support_worker", *_MANAGERS, "conference_chair", "principal_social_worker",
)  # fmt: skip
_OVERSIGHT = ("service_manager", "director", "principal_social_worker", "data_officer", "scrutineer")
_KEEPERS = ("data_officer", "service_manager")
_NO_FILES = ("administrator", "chief_executive", "custodian")  # their work needs no child's file
_EVERYONE = tuple(role for role in ROLES if role not in _NO_FILES)
_HOLDERS = ("team_manager", "service_manager", "principal_social_worker", "director", "chief_executive", "scrutineer")


@dataclass(frozen=True)
class Verb:
    """One thing that can be done, in words, and the roles that may, each with the children they may do it for."""

    words: str
    allowed: dict[str, tuple[Relation, ...]]


def _to(roles: tuple[str, ...], relations: tuple[Relation, ...]) -> dict[str, tuple[Relation, ...]]:
    return dict.fromkeys(roles, relations)


VERBS: dict[str, Verb] = {
    "read": Verb(
        "open a child's file",
        _to(tuple(r for r in _EVERYONE if r != "support_worker"), _ANY) | {"support_worker": _NEAR},
    ),
    "note": Verb(
        "note a fact: a harm, a view, a direction, a dissent, pressure, a correction",
        _to(tuple(r for r in _EVERYONE if r != "support_worker"), _ANY) | {"support_worker": _NEAR},
    ),
    "see who looked": Verb(
        "see who opened a child's file", {"scrutineer": _ANY} | _to((*_WORKERS, "support_worker"), ("own",))
    ),
    "see confidential": Verb(
        "see a confidential address or referrer",
        _to((*_WORKERS, "support_worker", "team_manager"), _NEAR),
    ),
    "visit": Verb(
        "record a visit",
        _to((*_WORKERS, *_MANAGERS, "front_door_screener", "principal_social_worker"), _ANY)
        | {"support_worker": _NEAR},
    ),
    "record a contact": Verb(
        "record a contact about a child",
        _to(
            (
                "front_door_screener",
                *_WORKERS,
                "support_worker",
                *_MANAGERS,
                "conference_chair",
                "principal_social_worker",
            ),
            _ANY,
        ),
    ),
    "decide a contact": Verb("decide a contact", _to(("front_door_screener", "social_worker", *_MANAGERS), _ANY)),
    "decide a referral": Verb("decide the response to a referral", _to(("social_worker", *_MANAGERS), _ANY)),
    "allocate": Verb("allocate a child to a worker", _to(_MANAGERS, _ANY)),
    "assess": Verb(
        "start an assessment or take longer over one", _to((*_WORKERS, "support_worker"), _NEAR) | _to(_MANAGERS, _ANY)
    ),
    "authorise": Verb("authorise an assessment", _to(_MANAGERS, _ANY)),
    "write": Verb(
        "write in a piece of written work, or propose other words",
        _to((*_WORKERS, "support_worker"), _NEAR)
        | _to((*_MANAGERS, "conference_chair", "principal_social_worker"), _ANY),
    ),
    "authorise a text": Verb(
        "read a finished text and put their name to it", _to((*_MANAGERS, "conference_chair"), _ANY)
    ),
    "send": Verb(
        "make a document from the record and send it",
        _to((*_WORKERS,), _NEAR) | _to((*_MANAGERS, "conference_chair", "front_door_screener"), _ANY),
    ),
    "discuss": Verb("hold a strategy discussion", _to(("social_worker", *_MANAGERS), _ANY)),
    "enquire": Verb("decide the outcome of an enquiry", _to(_WORKERS, _NEAR) | _to(_MANAGERS, _ANY)),
    "chair": Verb("state the decision of a child protection conference", _to(("conference_chair",), _ANY)),
    "plan": Verb("carry a plan: core group, child in need plan", _to(_WORKERS, _NEAR) | _to(_MANAGERS, _ANY)),
    "close": Verb("close a case", _to(_MANAGERS, _ANY)),
    "hide": Verb("mask or move an entry", _to((*_MANAGERS, "principal_social_worker"), _ANY) | _to(_WORKERS, ("own",))),
    "supervise": Verb(
        "be the supervisor in a supervision about a child", _to((*_MANAGERS, "principal_social_worker"), _ANY)
    ),
    "be supervised": Verb(
        "be the worker in a supervision about a child",
        _to((*_WORKERS, "front_door_screener", "team_manager"), _ANY) | {"support_worker": _NEAR},
    ),
    "take a contact": Verb(
        "search for people and record a contact",
        _to(
            (
                "front_door_screener",
                *_WORKERS,
                "support_worker",
                *_MANAGERS,
                "conference_chair",
                "principal_social_worker",
            ),
            ("none",),
        ),
    ),
    "search": Verb(
        "search for a person", _to(tuple(role for role in _EVERYONE if role != "support_worker"), ("none",))
    ),
    "see my children": Verb("see where they begin", _to(tuple(ROLES), ("none",))),
    "see teams": Verb("see a team's children and who is unallocated", _to(_EVERYONE, ("none",))),
    "see workers": Verb("see workers, teams and the published threshold", _to(tuple(ROLES), ("none",))),
    "see how ready a return is": Verb(
        "see how ready the census return is; a team manager, of their own teams",
        _to(("data_officer", "administrator", *_MANAGERS), ("none",)),
    ),
    "make a return": Verb(
        "make the census file from the record, and open one that was made",
        _to(("data_officer", "service_manager"), ("none",)),
    ),
    "ask for a correction": Verb(
        "ask somebody to put right what the census found about a child",
        _to(("data_officer", "service_manager"), _ANY) | {"team_manager": _NEAR},
    ),
    "explain a query": Verb(
        "explain a query of the census about a child",
        _to(("data_officer", "service_manager"), _ANY) | _to((*_WORKERS, "team_manager"), _NEAR),
    ),
    "see the rules of a return": Verb("read what the census asks, rule by rule", _to(tuple(ROLES), ("none",))),
    # Not for those who decide about a child from day to day: no count may stand beside a decision.
    "see the measures": Verb(
        "see the measures of the census and the children behind them",
        _to((*_OVERSIGHT, "inspector"), ("none",)),
    ),
    # A signal is a question to a level: those above it and the scrutineer always see it, so nobody can put it away.
    "see signals": Verb(
        "see the questions that patterns on the record ask, and answer them; a team manager, those about their own team",
        _to((*_OVERSIGHT, "team_manager"), ("none",)),
    ),
    "see which chair a signal is about": Verb(
        "see which chair's conferences a signal is about, on that signal's page",
        _to(("service_manager", "director", "scrutineer"), ("none",)),
    ),
    "read what the detectors ask": Verb(
        "read what the detectors ask, what they cannot tell, and when they changed", _to(tuple(ROLES), ("none",))
    ),
    "see grounds and directions": Verb(
        "see on what grounds decisions were made and from where directions came; a team manager, of their own team",
        _to((*_OVERSIGHT, "team_manager"), ("none",)),
    ),
    # Who may open one concern is worked out from that concern: its raiser, whoever holds it or held it, and nobody else.
    "raise a concern": Verb(
        "raise a concern, follow it, and answer one that stands with them", _to(tuple(ROLES), ("none",))
    ),
    "see that a disagreement is open": Verb(
        "see on a child's page that a formal disagreement is open, and since when",
        _to(("conference_chair", "scrutineer", "inspector"), _ANY),
    ),
    "keep raisers' names": Verb(
        "ask to open the name of a confidential raiser, and see who looked before an anonymous concern",
        {"custodian": ("none",)},
    ),
    "agree to open a name": Verb(
        "be the second person who opens the name of a confidential raiser", {"scrutineer": ("none",)}
    ),
    "see every concern's title": Verb(
        "see the title, level and age of concerns that are long open or high up", {"scrutineer": ("none",)}
    ),
    "see counts of concerns": Verb(
        "see how many concerns were raised, late and moved up, by level", _to(("director", "scrutineer"), ("none",))
    ),
    # A hold is a fact: whoever learns that a court or an inquiry needs a record says so, whosever child it is.
    "place a legal hold": Verb(
        "place a legal hold on a record",
        _to((*_CASEWORK, "data_officer"), _ANY),
    ),
    "lift a legal hold": Verb("lift a legal hold", _to(_KEEPERS, _ANY)),
    "end a record": Verb(
        "ask for the erasure of a record, agree to it, call it off or carry it out", _to(_KEEPERS, _ANY)
    ),
    "see what is held and erased": Verb(
        "see which records are held, and which erasures wait or were carried out",
        _to((*_KEEPERS, "principal_social_worker", "scrutineer"), ("none",)),
    ),
    "give a copy of a record": Verb("give somebody a copy of the whole record about them", _to(_KEEPERS, _ANY)),
    "see the seal": Verb("see how the record is sealed, and what went wrong with it", _to(tuple(ROLES), ("none",))),
    "be told when the seal is not whole": Verb(
        "be told where they begin that the seal needs somebody",
        _to(("administrator", "service_manager", "principal_social_worker", "data_officer", "scrutineer"), ("none",)),
    ),
    "see surveys": Verb("see which surveys of staff were fixed, and what of each", _to(tuple(ROLES), ("none",))),
    "take a code of a survey": Verb(
        "be handed a code of a survey of staff, once",
        _to(tuple(role for role in ROLES if role not in ("scrutineer", "inspector")), ("none",)),
    ),
    "declare a survey": Verb(
        "write a survey of staff down before it opens, and give its results once they are out",
        _to(("administrator", "director", "data_officer", "principal_social_worker"), ("none",)),
    ),
    "note an instruction": Verb("record an instruction about the threshold", _to(_EVERYONE, ("none",))),
    "keep the list of workers": Verb(
        "write down a worker's post, registration or absence", _to(("administrator", "service_manager"), ("none",))
    ),
    "publish the threshold": Verb(
        "record a new threshold document", _to(("service_manager", "principal_social_worker"), ("none",))
    ),
}
# Either of the two begins the record of a supervision; only those two go on with it.
VERBS["write down supervision"] = Verb(
    "write down a supervision they were part of", VERBS["supervise"].allowed | VERBS["be supervised"].allowed
)
VERBS["see own supervision"] = Verb(
    "see their own supervisions, and the reflective part of each, which only its two people open",
    _to(tuple(VERBS["write down supervision"].allowed), ("none",)),
)
# A support worker takes contacts and needs to search for whom they are about.
VERBS["search"].allowed["support_worker"] = ("none",)


def may(role: str, verb: str, relation: Relation) -> bool:
    """Whether a role may do something for a child of that relation. A verb nobody has named is refused.

    >>> may("administrator", "read", "own"), may("conference_chair", "chair", "other"), may("social_worker", "fly", "own")
    (False, True, False)
    """
    return verb in VERBS and relation in VERBS[verb].allowed.get(role, ())


def relation_to(case: Casefile, worker: Worker) -> Relation:
    """What a child is to a worker today."""
    near: Relation = "other"
    for one in allocations(case):
        if one.is_open:
            if one.started.fact.worker_id == worker.worker_id:
                return "own"
            if worker.standing.team and one.started.fact.team_id == worker.standing.team:
                near = "team"
    return near


def may_for(worker: Worker, verb: str, case: Casefile) -> bool:
    """Whether a worker may do something for the child a file is about."""
    return may(worker.standing.role, verb, relation_to(case, worker))
