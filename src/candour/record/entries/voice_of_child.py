"""What the child, the family and the agencies say, in their own words."""

from datetime import date

from candour.record.entry import entry


@entry("view_recorded")
class ViewRecorded:
    """Somebody's view was written down, or the reason why there is none."""

    view_id: str
    whose: str  # child, family, agency, worker
    who: str = ""
    words: str = ""
    no_view_because: str = ""
    about: str = ""
    given_on: date
