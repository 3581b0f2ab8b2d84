"""Questions that patterns on the record ask: what is asked was written down first, and every answer stays beside it."""

from dataclasses import dataclass
from datetime import date

from candour.record.entry import entry

DETECTORS = "0" * 31 + "4"  # the subject that declarations lie under: no random reference is this


@dataclass(frozen=True, kw_only=True)
class DeclaredDetector:
    """One detector as it is asked from a day on.

    `digest` is SHA-256 over its questions, shares and logic. `share_thousandths` is how many honest authorities in a
    hundred thousand it may ask something of in a year, before all detectors together are brought to the rate declared.
    """

    key: str
    title: str
    digest: str
    share_thousandths: int


@entry("detectors_declared")
class DetectorsDeclared:
    """What the detectors ask, and how rarely they may be wrong, was written down before they were used.

    `together_thousandths` is how many honest authorities in a hundred thousand may be asked anything in a year.
    """

    declared_id: str
    in_force_from: date
    together_thousandths: int
    detectors: tuple[DeclaredDetector, ...]


@dataclass(frozen=True, kw_only=True)
class CountedMonth:
    """One month as the detector saw it: how many cases, and the share (or the number) in ten-thousandths.

    `departure` is how far what came after the likeliest change lay from what came before, as known at that month's end: in
    ten-thousandths of a standard deviation. Nothing where the detector does not follow a level.
    """

    month: date
    n: int
    value: int
    departure: int | None = None


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """What was found, with its 95% interval, and what would have been ordinary; all in ten-thousandths."""

    n: int
    value: int
    low: int
    high: int
    ordinary: int
    ordinary_low: int
    ordinary_high: int


@entry("signal_raised")
class SignalRaised:
    """A detector found a pattern beyond what is ordinary, and a question was asked about it.

    `unit` is the reference of whose conferences it is about, where it is about one chair's. `goes_to` are the roles that
    answer: the level above those it is about, and the scrutineer. Of children it keeps references only.
    """

    signal_id: str
    detector: str
    digest: str
    test: str
    level: str  # look, notice
    title: str
    question: str
    told: str
    noticed_from: date
    began: date
    until: date
    children: tuple[str, ...] = ()
    weighed: Weighed
    months: tuple[CountedMonth, ...] = ()
    limit: int | None = None  # the departure that honest months pass as rarely as declared, in ten-thousandths
    ordinary_reasons: tuple[str, ...] = ()
    cannot_tell: str = ""
    about: str  # the whole authority, one team, conference chairs, those who give directions
    about_team: str = ""
    unit: str = ""
    goes_to: tuple[str, ...]
    answer_by: date
    lapses_on: date


@entry("signal_answered")
class SignalAnswered:
    """Somebody answered a signal. The answer stays beside it; others may answer too."""

    answer_id: str
    signal_id: str
    finding: str  # ordinary reason, something to change, not known yet
    words: str
    answered_on: date
