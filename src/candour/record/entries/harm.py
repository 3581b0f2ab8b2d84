"""What has hurt a child or may, and what protects the child from it."""

from datetime import date

from candour.record.entry import entry


@entry("harm_recorded")
class HarmRecorded:
    """A harm to a child, or what a child disclosed, was written down."""

    harm_id: str
    harm_kind: str = "harm"  # harm, disclosure
    what: str
    category: str = ""
    from_whom: str = ""
    known_on: date
    childs_words: str = ""


@entry("protection_recorded")
class ProtectionRecorded:
    """Something that protects a child from one stated harm was written down."""

    protection_id: str
    harm_id: str
    what: str
    removes_risk: str = ""  # yes, partly, no
    start: date | None = None
    end: date | None = None
