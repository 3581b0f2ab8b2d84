"""Orders and pressure: who told whom to decide what about a child."""

from datetime import date

from candour.record.entry import entry


@entry("direction_received")
class DirectionReceived:
    """Somebody was told what to decide or do about a child."""

    direction_id: str
    from_whom: str
    their_role: str = ""
    received_on: date
    how: str = ""  # said, e-mail, meeting, message, letter
    words: str = ""
    to_do_what: str = ""
    ground: str = ""
    against_assessment: bool = False


@entry("pressure_recorded")
class PressureRecorded:
    """Somebody felt pressed about a decision, or a chair was spoken to about one."""

    pressure_id: str
    from_whom: str
    on_whom: str = ""
    felt_on: date
    words: str = ""
    about: str = ""


@entry("direction_answered")
class DirectionAnswered:
    """The person a direction was given to said, in their own words, whether it was given as it is written."""

    answer_id: str
    direction_id: str
    answer: str  # confirmed, disputed
    words: str = ""
    answered_on: date
