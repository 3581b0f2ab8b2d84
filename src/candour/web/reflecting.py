"""The reflective part of a supervision: kept on the record, opened by its two people and by nobody else."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from candour.access.permission import ROLES
from candour.access.views_kept import note_a_view, views_of
from candour.record.casefile import Casefile
from candour.record.entries.supervision import SupervisionHeld, SupervisionReflected
from candour.record.entry import Recorded, ToRecord
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.names import names
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import in_words


class ReflectionForm(GovForm):
    """What one of the two thinks and feels about the work."""

    words = in_words("What do you want to keep, between the two of you?", rows=8)


def held(case: Casefile) -> Recorded[SupervisionHeld]:
    """The first entry that says the supervision took place: it names the two, whatever is written afterwards."""
    found = next((item for item in case.recorded if isinstance(item.fact, SupervisionHeld)), None)
    if found is None or found.fact.supervision_id != case.subject:
        raise Http404("There is no supervision with this reference.")
    return found


@page("supervision/<ref:supervision_id>/reflection/", name="reflection", verb="see own supervision", post=True)
def reflection(request: WorkerRequest, supervision_id: str) -> HttpResponse:
    """The reflective part of a supervision: its two people write and read it, and nobody else opens it."""
    case = request.desk.casefile_to_read(supervision_id)
    first = held(case)
    two = (first.fact.supervisor_id, first.fact.worker_id)
    if request.worker.worker_id not in two:
        raise PermissionDenied("open the reflective part of a supervision of two other people")
    if answer := put_by(request):
        return answer
    form = begun(request, ReflectionForm)
    if form.is_valid():
        fact = SupervisionReflected(
            reflection_id=request.desk.fresh(), supervision_id=supervision_id, words=form.cleaned_data["words"]
        )
        request.desk.note([ToRecord(fact, (supervision_id,), request.desk.now.day)], by=request.worker)
        written_down(request)
        request.session["said"] = "It is on the record. Only the two of you can open it."
        return redirect("reflection", supervision_id=supervision_id)
    note_a_view(case, request.worker, "reflection", timezone.now())
    seen = views_of(supervision_id)
    known = names({*two, *(row["worker_id"] for row in seen)})
    shown = {
        "form": form,
        "first": first,
        "people": [known.get(one, "") for one in two],
        "reflections": [
            {"item": item, "name": known.get(item.actor, "")} for item in reversed(case.of(SupervisionReflected))
        ],
        "seen": [{**row, "name": known.get(row["worker_id"], ""), "role": ROLES.get(row["role"], "")} for row in seen],
        **for_page(request),
    }
    return render(request, "reflection.html", shown)
