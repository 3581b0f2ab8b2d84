"""Where somebody lives, and whether it may be told."""

from datetime import date

from candour.record.entry import entry


@entry("address_recorded")
class AddressRecorded:
    """An address was written down; a confidential one is shown to the allocated team only."""

    address_id: str
    lines: str
    postcode: str = ""
    address_type: str = "home"
    start: date | None = None
    end: date | None = None
    confidential: bool = False
