"""How the record is sealed: what was signed, who watched, what went wrong, and the keys with which anybody can check."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from candour.access.permission import may
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.seal_state import seal_state


@page("seal/", name="seal", verb="see the seal")
def seal(request: WorkerRequest) -> HttpResponse:
    """How the record is sealed: the newest checkpoint, its witnesses, alarms, and the public keys to hand out."""
    watching, now = request.watching(), timezone.now()
    state = seal_state(watching)
    shown = {"state": state, "late": state.is_late(now), "wrong": state.wrong(now), "watching": watching}
    return render(request, "seal/seal.html", shown)


def seal_trouble(request: WorkerRequest) -> list[str]:
    """What is wrong with the seal, for whoever has to see to it; nothing for anybody else."""
    if not may(request.worker.standing.role, "be told when the seal is not whole", "none"):
        return []
    return seal_state(request.watching()).wrong(timezone.now())
