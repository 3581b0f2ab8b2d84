"""The published threshold, and instructions given against it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from candour.access.permission import may
from candour.record.entries.threshold import InstructionIssued, ThresholdPublished
from candour.record.entry import ToRecord
from candour.ssd.store.reading import as_day, rows
from candour.web.drafting import begun, for_page, put_by, written_down
from candour.web.gov_forms import GovForm
from candour.web.names import names
from candour.web.pages import page
from candour.web.requests import WorkerRequest
from candour.web.shelves.asking import day, in_words, line
from candour.web.telling import Told, tell


class ThresholdForm(GovForm):
    """A new edition."""

    title = line("Title")
    edition = line("Edition")
    in_force_from = day("In force from")
    conference_when = in_words("When does it say a child protection conference is held?", rows=3)


class InstructionForm(GovForm):
    """An order to apply another threshold."""

    from_whom = line("Who gave the instruction?")
    their_role = line("Their role", required=False)
    issued_on = day("When?")
    how = line("How?", hint="E-mail, meeting, said", required=False)
    words = in_words("In what words?")
    to_whom = line("To whom?", required=False)
    differs_how = in_words("How does it differ from the published threshold?", required=False, rows=2)


def _subject() -> str | None:
    found = rows(
        "SELECT thre_id FROM ssd_threshold WHERE thre_kind = 'published' ORDER BY thre_date DESC, thre_id LIMIT 1"
    )
    return found[0]["thre_id"] if found else None


@page("threshold/", name="thresholds", verb="see workers")
def thresholds(request: WorkerRequest) -> HttpResponse:
    """The published threshold in force, earlier editions, and what people were told to do instead."""
    found = rows("SELECT * FROM ssd_threshold ORDER BY thre_date DESC, thre_id")
    published = [
        {"title": row["thre_title"], "edition": row["thre_edition"], "since": as_day(row["thre_date"])}
        for row in found
        if row["thre_kind"] == "published"
    ]
    role = request.worker.standing.role
    instructions: list[Told] = []
    for threshold_id in dict.fromkeys(
        row["thre_against"] if row["thre_kind"] == "instruction" else row["thre_id"] for row in found
    ):
        case = request.desk.casefile_to_read(threshold_id)
        items = case.of(InstructionIssued)
        known = names({item.actor for item in items})
        instructions += [tell(item, case, known, confidential=True) for item in items]
    return render(
        request,
        "thresholds.html",
        {
            "published": published,
            "instructions": instructions,
            "may_publish": may(role, "publish the threshold", "none"),
            "may_note": may(role, "note an instruction", "none"),
        },
    )


@page("threshold/new/", name="new-threshold", verb="publish the threshold", post=True)
def new_threshold(request: WorkerRequest) -> HttpResponse:
    """Record a new edition of the threshold document."""
    if answer := put_by(request):
        return answer
    form = begun(request, ThresholdForm)
    if form.is_valid():
        threshold_id = request.desk.fresh()
        fact = ThresholdPublished(threshold_id=threshold_id, **form.cleaned_data)
        request.desk.note([ToRecord(fact, (threshold_id,), fact.in_force_from)], by=request.worker)
        written_down(request)
        return redirect("thresholds")
    shown = {
        "form": form,
        "title": "Record a new threshold document",
        "button": "Record it",
        "back": "thresholds",
        **for_page(request),
    }
    return render(request, "form_page.html", shown)


@page("threshold/instruction/", name="instruction", verb="note an instruction", post=True)
def instruction(request: WorkerRequest) -> HttpResponse:
    """Record that staff were told to apply a threshold other than the published one."""
    if answer := put_by(request):
        return answer
    form, against = begun(request, InstructionForm), _subject()
    if form.is_valid():
        subject = against or request.desk.fresh()
        fact = InstructionIssued(instruction_id=request.desk.fresh(), threshold_id=subject, **form.cleaned_data)
        request.desk.note([ToRecord(fact, (subject,), fact.issued_on)], by=request.worker)
        written_down(request)
        request.session["said"] = "The instruction is on the record, against the published threshold."
        return redirect("thresholds")
    title = "Record an instruction about the threshold"
    shown = {"form": form, "title": title, "button": "Record it", "back": "thresholds", **for_page(request)}
    return render(request, "form_page.html", shown)
