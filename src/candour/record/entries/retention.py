"""How long a record is kept, what stops its end, and how it ends: by two people, after thirty days.

These entries lie in files of their own, a hold's or an erasure's, and name the person as their second subject: they can
still be read when the person's words are gone.
"""

from datetime import date

from candour.record.entry import entry


@entry("legal_hold_placed")
class LegalHoldPlaced:
    """Nothing in this record may be destroyed: an inquiry, a court or a complaint needs it."""

    hold_id: str
    person_id: str
    asked_by: str
    why: str


@entry("legal_hold_lifted")
class LegalHoldLifted:
    """Whoever needed this record kept no longer does."""

    hold_id: str
    person_id: str
    why: str


@entry("erasure_asked")
class ErasureAsked:
    """Somebody asked that a record be erased, because the time the law keeps it for is over."""

    erasure_id: str
    person_id: str
    basis: str
    kept_until: date
    why: str


@entry("erasure_agreed")
class ErasureAgreed:
    """A second person read what would be lost, and agreed. It can be carried out thirty days later."""

    erasure_id: str
    person_id: str
    why: str


@entry("erasure_called_off")
class ErasureCalledOff:
    """An erasure that was asked for will not happen."""

    erasure_id: str
    person_id: str
    why: str


@entry("erasure_carried_out")
class ErasureCarriedOut:
    """The key to a record was destroyed: its words can never be read again. This says that it was, and on what basis."""

    erasure_id: str
    person_id: str
    basis: str


@entry("copy_given")
class CopyGiven:
    """Somebody was given a copy of the whole record about them; this lies in their own file, and ends with it.

    Each of `hidden` names an entry, a field of it that was left out, and why, with a space between. `digest` is that of
    the bundle they were given.
    """

    person_id: str
    reader: str
    hidden: tuple[str, ...] = ()
    entries: int
    digest: str
