"""A request as our pages know it: somebody signed in, with a desk in front of them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from candour.access.store.models import Account
from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.web.proving import Proving
from candour.web.seal_state import Watched


class NotGiven(Exception):
    """A copy of a record could not be made. The message says why, and what to do."""


@dataclass(frozen=True)
class Bundled:
    """A copy of a record as a file: its bytes, and how many entries are in it."""

    data: bytes
    entries: int


MakesBundle = Callable[[str, Mapping[str, Collection[str]]], Bundled]  # of a person; fields hidden, by entry id


class WorkerRequest(HttpRequest):
    """What every page is handed. `worker` is the person signed in, with their standing today."""

    desk: Desk
    proving: Proving
    worker: Worker
    account: Account
    unseen: bool  # a page of concerns sets it: nothing of what was written is kept in the session
    watching: Watched  # who signs the record and who watches it
    bundle: MakesBundle  # makes a copy of a record that proves itself
    census_news: Any  # what a page about a child calls to know what the census would reject since the last save
