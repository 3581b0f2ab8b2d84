"""What guards ask for on a page, and the reasons somebody gives for departing from guidance."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from candour.practice.guard import Guard

MARK = "departing-"


def departing(request: HttpRequest) -> dict[str, str]:
    """The reasons typed on a page, by the guard each departs from."""
    return {name.removeprefix(MARK): request.POST[name] for name in request.POST if name.startswith(MARK)}


def asked_for(request: HttpRequest, guards: Sequence[Guard]) -> dict[str, Any]:
    """What `components/asked.html` shows: what binds, and what guidance asks with the reason typed so far."""
    typed = departing(request)
    return {
        "musts": [one for one in guards if one.force == "must"],
        "shoulds": [{"guard": one, "typed": typed.get(one.name, "")} for one in guards if one.force == "should"],
    }
