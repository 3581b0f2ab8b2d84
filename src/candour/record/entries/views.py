"""Who looked at whose file: sealed minute by minute, so that the log of views cannot be bent either."""

from datetime import datetime

from candour.record.entry import entry

VIEWS = "0" * 31 + "2"  # the subject these lie under: no random reference is this


@entry("views_sealed")
class ViewsSealed:
    """Everybody's looks at files up to a minute were counted and sealed.

    `first` and `last` are the numbers of the looks, `root` the tree over them (RFC 6962), in that order.
    """

    until: datetime
    first: int
    last: int
    count: int
    root: str
