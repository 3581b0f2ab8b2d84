"""The published threshold document, and what people were told to do instead."""

from datetime import date

from candour.record.entry import entry


@entry("threshold_published")
class ThresholdPublished:
    """The safeguarding partners published their threshold document, or a new version of it."""

    threshold_id: str
    title: str
    edition: str = ""
    in_force_from: date
    levels: tuple[str, ...] = ()
    conference_when: str = ""


@entry("instruction_issued")
class InstructionIssued:
    """Somebody told staff to apply a threshold other than the published one."""

    instruction_id: str
    threshold_id: str
    from_whom: str
    their_role: str = ""
    issued_on: date
    how: str = ""
    words: str
    to_whom: str = ""
    differs_how: str = ""
