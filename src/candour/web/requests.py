"""A request as our pages know it: somebody signed in, with a desk in front of them."""

from typing import Any

from django.http import HttpRequest

from candour.access.store.models import Account
from candour.practice.desk import Desk
from candour.practice.guard import Worker
from candour.web.seal_state import Watched


class WorkerRequest(HttpRequest):
    """What every page is handed. `worker` is the person signed in, with their standing today."""

    desk: Desk
    worker: Worker
    account: Account
    watching: Watched  # who signs the record and who watches it
    census_news: Any  # what a page about a child calls to know what the census would reject since the last save
