"""The ledger: the one book everything is written in, in order, and only ever at the end."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from candour.record.casefile import Casefile
from candour.record.entry import Recorded, Standing, ToRecord


class WrongClock(Exception):
    """The time given for an entry is more than five seconds from the database's clock: set this machine's clock."""


class Erased(Exception):
    """This record was erased, as its time had come: nothing can be added to it. Begin a new record of the person."""


class NotErased(Exception):
    """The database did not erase: two people must decide it, thirty days pass, and no legal hold be in force."""


class Swallowed(Exception):
    """The database did not keep the entry as it was given: somebody changed its fences. Tell whoever runs the signer."""


class NotReady(Exception):
    """The record has not been made yet: run `candour demo`, or `candour prepare` for a record of your own."""


class Sitting(Protocol):
    """The record held open by one writer: what is read in it cannot change before what is written is safe."""

    def casefile(self, subject: str) -> Casefile:
        """The file as it stands, with what this sitting has added."""
        ...

    def append(
        self, drafts: list[ToRecord], *, actor: str, standing: Standing, recorded: datetime, ids: list[str]
    ) -> list[Recorded[Any]]:
        """Add entries at the end. They are safe, with their tables, when the sitting ends; or none of them is."""
        ...


class Ledger(Protocol):
    """Where entries are kept."""

    def casefile(self, subject: str) -> Casefile:
        """The file as it stands."""
        ...

    def latest(self) -> datetime | None:
        """When the newest entry of the whole record was written; None where there is none."""
        ...

    def sitting(self) -> AbstractContextManager[Sitting]:
        """Open the record to write: one writer at a time, all or nothing."""
        ...
