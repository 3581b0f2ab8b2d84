"""Disagreement with a decision, kept with it for good."""

from datetime import date

from candour.record.entry import entry


@entry("dissent_recorded")
class DissentRecorded:
    """Somebody disagreed with a decision, in their own words."""

    dissent_id: str
    who: str
    their_role: str = ""
    about: str = ""
    about_what: str = ""
    words: str
    recommends: str = ""
    given_on: date
