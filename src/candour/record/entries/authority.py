"""The authority whose record this is."""

from candour.record.entry import entry

AUTHORITY = "0" * 31 + "1"  # the one subject every record has: no random reference is this


@entry("authority_recorded")
class AuthorityRecorded:
    """The authority's name and its three-digit number for returns were written down."""

    name: str
    lea: str
