"""Concerns: what somebody raised, who had to answer it by when, what was answered, and what the raiser said to that.

Each concern is a file of its own, with a key of its own. Nothing of it stands on a child's file but that a formal
disagreement is open.
"""

from dataclasses import dataclass
from datetime import datetime

from candour.record.entry import entry


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One level of the line, as it was when a concern was raised: who holds it, then their deputies, by reference."""

    level: int
    workers: tuple[str, ...]


@entry("concern_raised")
class ConcernRaised:
    """Somebody raised a concern, a complaint for somebody else, or a compliment.

    `how` is named, confidential or anonymous; `matter` is immediate, standard, practice or compliment. Unless it is named,
    whoever wrote it down is nobody: the program did. `about` are the workers it is about, `about_level` the highest level
    any of them has, as the raiser says. `line` was frozen when it was raised. The receipt itself is kept nowhere: only
    `receipt_digest`, its SHA-256. `name_kept` is the reference that a confidential raiser's name lies under.
    """

    concern_id: str
    how: str
    matter: str
    title: str
    words: str
    for_whom: str = ""
    children: tuple[str, ...] = ()
    children_words: str = ""
    decisions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    about_words: str = ""
    about_level: int = 0
    level: int
    line: tuple[Rung, ...]
    receipt_digest: str
    name_kept: str = ""
    scrutineer_may_read: bool = False


@entry("concern_raiser_kept")
class ConcernRaiserKept:
    """Who raised a confidential concern, under a reference and a key of its own. Two people open it, never one."""

    concern_id: str
    worker_id: str


@entry("concern_read")
class ConcernRead:
    """Whoever holds a concern said that they have read it: a person, not a mailbox."""

    concern_id: str


@entry("concern_answered")
class ConcernAnswered:
    """Whoever held a concern answered it, with reasons."""

    concern_id: str
    words: str


@entry("concern_answer_judged")
class ConcernAnswerJudged:
    """The raiser agreed or disagreed with the answer. Disagreeing moves the concern up."""

    concern_id: str
    agrees: bool
    words: str = ""
    with_receipt: bool = False


@entry("concern_added_to")
class ConcernAddedTo:
    """The raiser said more. Nothing that was said before is changed."""

    concern_id: str
    words: str
    about: tuple[str, ...] = ()
    about_level: int = 0
    scrutineer_may_read: bool = False
    with_receipt: bool = False


@entry("concern_task_given")
class ConcernTaskGiven:
    """Whoever holds a concern asked somebody to do something for it. The concern stays with who holds it."""

    concern_id: str
    worker_id: str
    words: str


@entry("concern_stood_aside")
class ConcernStoodAside:
    """Whoever held a concern cannot: away, or too near to it. It goes to the deputy of the same level, or up."""

    concern_id: str
    why: str


@entry("concern_lowered")
class ConcernLowered:
    """The raiser moved their concern to a lower level, by their own click. They can undo it for ten working days.

    `asked_to` is what they said when asked, privately, whether anybody asked them to: no, yes or rather not say.
    """

    concern_id: str
    to_level: int
    why: str
    asked_to: str
    with_receipt: bool = False


@entry("concern_withdrawn")
class ConcernWithdrawn:
    """The raiser withdrew their concern, and said why. Every word of it stays."""

    concern_id: str
    why: str
    asked_to: str
    with_receipt: bool = False


@entry("concern_taken_up_again")
class ConcernTakenUpAgain:
    """The raiser undid a lowering or a withdrawal, or came back after saying nothing."""

    concern_id: str
    words: str = ""
    with_receipt: bool = False


@entry("concern_moved")
class ConcernMoved:
    """That a concern moved was written down. It had moved already, by the clock: nothing waits for this entry."""

    concern_id: str
    from_level: int
    to_level: int
    moved_at: datetime
    why: str


@entry("concern_closed")
class ConcernClosed:
    """That a concern is closed was written down. Only the raiser's view, or the clock after an answer, closes one."""

    concern_id: str
    why: str


@entry("concern_linked")
class ConcernLinked:
    """Two concerns are about the same. Each keeps its holder, its clock and its answer: neither ends."""

    concern_id: str
    other: str
    why: str = ""


@entry("concern_name_asked")
class ConcernNameAsked:
    """The custodian asked that the name of a confidential raiser be opened, and said why."""

    concern_id: str
    why: str


@entry("concern_name_opened")
class ConcernNameOpened:
    """A second person agreed, and the two were shown the name. The raiser sees on their concern that it was opened."""

    concern_id: str
    why: str


@entry("concern_contact")
class ConcernContact:
    """The raiser was asked, 3, 6 and 12 months on, whether they were treated worse for it; and answered."""

    concern_id: str
    months: int
    treated_worse: str
    words: str = ""
    with_receipt: bool = False


@entry("disagreement_opened")
class DisagreementOpened:
    """A formal disagreement about this child is open: a concern was raised. What it says, and who says it, is not here."""

    disagreement_id: str


@entry("disagreement_ended")
class DisagreementEnded:
    """A formal disagreement about this child has ended."""

    disagreement_id: str
