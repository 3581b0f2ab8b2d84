"""Puts the person who signed in at a desk, with their standing today; signs out who has been away too long."""

from collections.abc import Callable
from functools import cache
from time import time
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from candour.access.store.models import Account
from candour.practice.professionals import worker_on
from candour.record.store.reading import log
from candour.web.census_news import remember
from candour.wiring.desks import Files, desk
from candour.wiring.handing_over import whole_record_of
from candour.wiring.proving import FromTheRecord
from candour.wiring.watching import watching

PROVING = FromTheRecord()


@cache
def named_log() -> tuple[str, bool]:
    """The record's name, and whether it is a demonstration; neither changes while the server runs."""
    return log()


class AtTheDesk:
    """A leaver, or somebody whose worker is not on the record, is signed out at their next click."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at: Any = request
        written: Files = []
        at.desk, at.worker, at.account, at.record_name = desk(wrote=written.extend), None, None, named_log()
        at.proving = PROVING
        at.unseen = False
        at.watching, at.bundle = watching, whole_record_of
        if request.user.is_authenticated:
            self._seat(request, at)
        answer = self.get_response(request)
        if written and at.worker and not at.unseen:
            remember(request.session, written)
        return answer

    def _seat(self, request: HttpRequest, at: Any) -> None:
        seen = request.session.get("seen", 0)
        if time() - seen > settings.IDLE_MINUTES * 60:
            at.timed_out = cast(Account, request.user)
            logout(request)
            return
        if time() - seen > 30:
            request.session["seen"] = int(time())
        account = cast(Account, request.user)
        worker = worker_on(at.desk.casefile_to_read(account.worker_id), at.desk.now.day)
        if worker is None or not account.is_active:
            logout(request)
            return
        at.worker, at.account = worker, account
